using System.IO.Compression;
using System.Text;
using Grpc.AspNetCore.Server;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Limits;
using Kompetanse.Platform.Organisations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Calls;

/// <summary>The front door: gRPC with what every call goes through on its way to a service.</summary>
public static class CallRegistration
{
    /// <summary>
    /// Adds gRPC, the same methods as JSON over HTTP where their contracts say how, who calls (<see cref="IdentityOptions"/>),
    /// and limits (<see cref="GrpcOptions"/>, <see cref="CallLimitOptions"/>).
    /// </summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddOptions<GrpcOptions>().BindConfiguration(GrpcOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<GrpcOptions>>(ConfigureKestrel);
        services.AddOptions<HostOptions>().PostConfigure<IOptions<GrpcOptions>>(LeaveTimeForGrace);
        services.AddOptions<GrpcServiceOptions>().Configure<IOptions<GrpcOptions>>(ConfigureGrpc);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<GraceTime>();
        services.TryAddSingleton(PlatformTexts.ResourceManager);
        services.AddSingleton<RefusalStatus>();
        // One of each for all calls; the library would make them anew for each.
        services.AddSingleton<StreamInterceptor>();
        services.AddSingleton<RefusalInterceptor>();
        services.AddSingleton<CallerInterceptor>();
        services.AddGrpc(options =>
        {
            options.Interceptors.Add<StreamInterceptor>();
            options.Interceptors.Add<RefusalInterceptor>();
            options.Interceptors.Add<CallerInterceptor>();
        }).AddJsonTranscoding(options => options.TypeRegistry = EarlyStatus.Details);
        services.AddGrpcReflection();
        services.AddIdentity();
        services.AddCallLimits();
        return services;
    }

    /// <summary>What every call goes through before its method, in this order: who calls, how often, and whether that may be.</summary>
    public static void UseCalls(this IApplicationBuilder app)
    {
        app.UseCallEdges();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void ConfigureGrpc(GrpcServiceOptions service, IOptions<GrpcOptions> options)
    {
        service.MaxReceiveMessageSize = options.Value.MaxReceiveMessageSize;
        service.MaxSendMessageSize = options.Value.MaxSendMessageSize;
        service.ResponseCompressionAlgorithm = options.Value.CompressReplies ? "gzip" : null;
        service.ResponseCompressionLevel = CompressionLevel.Fastest;
        service.CompressionProviders = [new GzipWithinLimit(options.Value.MaxReceiveMessageSize)];
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, IOptions<GrpcOptions> options)
    {
        var (limits, grpc) = (kestrel.Limits, options.Value);
        limits.MaxConcurrentConnections = grpc.MaxConnections;
        limits.Http2.MaxStreamsPerConnection = grpc.MaxStreamsPerConnection;
        limits.MaxRequestHeadersTotalSize = grpc.MaxRequestHeadersSize;
        // Kestrel answers with 431 up to twice the size, if it is not a single field that is too large for its decoder.
        limits.Http2.MaxRequestHeaderFieldSize = 2 * grpc.MaxRequestHeadersSize;
        limits.RequestHeadersTimeout = grpc.RequestHeadersTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(grpc.MinRequestRate, grpc.MinRequestRateGrace);
        // For HTTP/2 this can't be lifted for a stream alone, and a client may stop reading one for as long as it likes;
        // pings tell whether it is still there, and single replies have a clock of our own.
        limits.MinResponseDataRate = null;
        // Room for one message and its header; streams have a limit of their own.
        limits.MaxRequestBodySize = Math.Max(limits.MaxRequestBodySize ?? long.MaxValue, 5 + (long)grpc.MaxReceiveMessageSize);
        limits.Http2.KeepAlivePingDelay = grpc.KeepAlivePingDelay;
        limits.Http2.KeepAlivePingTimeout = grpc.KeepAlivePingTimeout;
        // A value that is not UTF-8 is still a valid header, and no reason to refuse the call.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.UTF8;
    }

    private static void LeaveTimeForGrace(HostOptions host, IOptions<GrpcOptions> options)
    {
        // Calls whose grace is over still need a moment to tell their clients.
        var least = options.Value.ShutdownGrace + TimeSpan.FromSeconds(5);
        if (host.ShutdownTimeout < least)
        {
            host.ShutdownTimeout = least;
        }
    }
}
