using System.Net;
using Grpc.Core;
using Kompetanse.Host;
using Kompetanse.Platform.Calls;
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

/// <summary>The servers that are compared, each meant for a process of its own.</summary>
internal static class EchoServers
{
    /// <summary>The roles of this program in a process of its own.</summary>
    public const string FrontDoor = "serve-front-door", Library = "serve-library", Bare = "serve-bare", Host = "serve-host";

    /// <summary>The path all answer.</summary>
    public const string Path = "/kompetanse.benchmarks.Echo/Call";

    /// <summary>The caller, as all are told who it is.</summary>
    public const string Caller = "authorization: Persona e1";

    private static readonly byte[] s_emptyMessage = new byte[5];
    private static readonly StringValues s_contentType = "application/grpc";
    private static readonly StringValues s_ok = "0";

    /// <summary>With everything on that the host has: who calls, how often, limits, deadlines.</summary>
    public static Task RunFrontDoorAsync() => RunAsync(
        services =>
        {
            services.AddCalls();
            services.AddSingleton<Echo>();
            services.Configure<CallLimitOptions>(limits => limits.CallsPerSecond = limits.Burst = 1_000_000);
        },
        app =>
        {
            app.UseCalls();
            app.MapGrpcService<Echo>();
        });

    /// <summary>Grpc.AspNetCore as it comes.</summary>
    public static Task RunLibraryAsync() => RunAsync(
        services =>
        {
            services.AddGrpc();
            services.AddSingleton<Echo>();
        },
        app => app.MapGrpcService<Echo>());

    /// <summary>Kestrel alone: reads the request to its end and sends the same bytes, headers and trailers, whatever was asked.</summary>
    public static Task RunBareAsync() => RunAsync(_ => { }, app => app.Map(Path, AnswerAsync));

    /// <summary>The product's host with the demonstration, and the echo beside its services.</summary>
    public static async Task RunHostAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.AddKompetanse();
        builder.AddDemo();
        builder.Services.AddSingleton<Echo>();
        var app = builder.Build();
        app.MapKompetanse();
        app.MapGrpcService<Echo>();
        await app.RunAsync();
    }

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
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        add(builder.Services);
        await using var app = builder.Build();
        map(app);
        await app.StartAsync();
        Console.WriteLine($"{RunningHost.Listening}{app.Urls.First()}");
        await ((Microsoft.Extensions.Hosting.IHost)app).WaitForShutdownAsync();
    }

    private sealed class Echo : Benchmarks.Grpc.Echo.EchoBase
    {
        private readonly Task<Nothing> _nothing = Task.FromResult(new Nothing());

        public override Task<Nothing> Call(Nothing request, ServerCallContext context) => _nothing;
    }
}
