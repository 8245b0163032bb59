using System.Net;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>The two servers that are compared, each meant for a process of its own.</summary>
internal static class EchoServers
{
    /// <summary>The roles of this program in a process of its own.</summary>
    public const string Grpc = "serve-grpc", Bare = "serve-bare";

    /// <summary>The path both answer.</summary>
    public const string Path = "/kompetanse.benchmarks.Echo/Call";

    private static readonly byte[] s_emptyMessage = new byte[5];
    private static readonly StringValues s_contentType = "application/grpc";
    private static readonly StringValues s_ok = "0";

    /// <summary>Our gRPC with everything on that the host has: limits, deadlines, and admissions that tell who calls and how often.</summary>
    public static Task RunGrpcAsync() => RunAsync(
        services =>
        {
            services.AddGrpc();
            services.AddSingleton<ICallAdmission, Identification>();
            services.AddCallLimits(limits => limits.CallsPerSecond = limits.Burst = 1_000_000);
        },
        app => app.MapGrpcService<Echo>(EchoReflection.Descriptor.Services[0]));

    /// <summary>Kestrel alone: reads the request to its end and sends the same bytes, headers and trailers, whatever was asked.</summary>
    public static Task RunBareAsync() => RunAsync(_ => { }, app => app.Map(Path, AnswerAsync));

    private static async Task AnswerAsync(HttpContext http)
    {
        var input = http.Request.BodyReader;
        while (true)
        {
            var read = await input.ReadAsync();
            input.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                break;
            }
        }

        http.Response.Headers.ContentType = s_contentType;
        s_emptyMessage.CopyTo(http.Response.BodyWriter.GetSpan(s_emptyMessage.Length));
        http.Response.BodyWriter.Advance(s_emptyMessage.Length);
        http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers.GrpcStatus = s_ok;
    }

    private static async Task RunAsync(Action<IServiceCollection> add, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        add(builder.Services);
        await using var app = builder.Build();
        map(app);
        await app.StartAsync();
        Console.WriteLine($"{RunningHost.Listening}{app.Urls.First()}");
        await ((IHost)app).WaitForShutdownAsync();
    }

    private sealed class Echo
    {
        private readonly Task<Nothing> _nothing = Task.FromResult(new Nothing());

        public Task<Nothing> Call(Nothing request, CallContext context) => _nothing;
    }

    /// <summary>As one that knows the token already.</summary>
    private sealed class Identification : ICallAdmission
    {
        private static readonly Caller s_caller = new() { EmployeeId = "e1" };

        public ValueTask AdmitAsync(CallContext context)
        {
            context.SetCaller(s_caller);
            return ValueTask.CompletedTask;
        }
    }
}
