using System.Text;
using Google.Protobuf.Reflection;
using Kompetanse.Platform.Grpc.Health;
using Kompetanse.Platform.Grpc.Reflection;
using Kompetanse.Protos.Health.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using DependencyDescriptor = Microsoft.Extensions.DependencyInjection.ServiceDescriptor;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Kompetanse.Platform.Grpc;

/// <summary>Adds gRPC to an ASP.NET Core application.</summary>
public static class GrpcEndpoints
{
    /// <summary>Adds what gRPC services need, and sets those limits and clocks of Kestrel that concern them.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes <see cref="GrpcOptions"/>; a value out of range stops the start.</param>
    public static IServiceCollection AddGrpc(this IServiceCollection services, Action<GrpcOptions>? configure = null)
    {
        services.AddOptions<GrpcOptions>().Configure(configure ?? (_ => { })).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<GrpcOptions>>(ConfigureKestrel);
        services.AddOptions<HostOptions>().PostConfigure<IOptions<GrpcOptions>>(LeaveTimeForGrace);
        services.TryAddEnumerable(DependencyDescriptor.Singleton<IStartupFilter, UnknownMethod>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GrpcServer>();
        services.TryAddSingleton<MappedServices>();
        services.TryAddSingleton<HealthStatus>();
        return services;
    }

    /// <summary>
    /// Answers the methods of a contract with a service. One instance answers all calls: the registered one, or a new
    /// one when none is registered. Each method of the contract must be a public method of the same name:
    /// <c>Task&lt;Reply&gt; M(Request, CallContext)</c>, with <c>IAsyncEnumerable&lt;Request&gt;</c> in place of the
    /// request for a stream in, and <c>Task M(…, IServerStreamWriter&lt;Reply&gt;, CallContext)</c> for a stream out.
    /// </summary>
    /// <typeparam name="TService">The service.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="contract">As generated: <c>XxxReflection.Descriptor.Services[0]</c>.</param>
    /// <returns>For conventions on all its methods, such as authorization. Each has its <see cref="MethodDescriptor"/> as metadata.</returns>
    /// <exception cref="InvalidOperationException">A method is missing or has another shape, or <see cref="AddGrpc"/> was not called.</exception>
    public static IEndpointConventionBuilder MapGrpcService<TService>(
        this IEndpointRouteBuilder endpoints, ServiceDescriptor contract)
        where TService : class
    {
        var server = endpoints.ServiceProvider.GetRequiredService<GrpcServer>();
        var service = ActivatorUtilities.GetServiceOrCreateInstance<TService>(endpoints.ServiceProvider);
        var group = endpoints.MapGroup("");
        foreach (var method in contract.Methods)
        {
            var handler = MethodBinder.Bind(method, service, server);
            group.Map(handler.Path, handler.InvokeAsync).WithDisplayName($"gRPC {handler.Path}").WithMetadata(method);
        }

        endpoints.ServiceProvider.GetRequiredService<MappedServices>().Add(contract);
        return group;
    }

    /// <summary>Answers <c>grpc.health.v1.Health</c> with what <see cref="HealthStatus"/> says.</summary>
    public static IEndpointConventionBuilder MapGrpcHealth(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGrpcService<HealthService>(HealthReflection.Descriptor.Services[0]);

    /// <summary>Answers server reflection, v1 and v1alpha, so that tools can ask for the contracts of the mapped services.</summary>
    public static IEndpointConventionBuilder MapGrpcReflection(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("");
        group.MapGrpcService<ReflectionService>(Protos.Reflection.V1.ReflectionReflection.Descriptor.Services[0]);
        group.MapGrpcService<ReflectionV1AlphaService>(Protos.Reflection.V1Alpha.ReflectionReflection.Descriptor.Services[0]);
        return group;
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
        // Room for one message; streams have a limit of their own.
        limits.MaxRequestBodySize = Math.Max(limits.MaxRequestBodySize ?? long.MaxValue, MessageReader.HeaderSize + (long)grpc.MaxReceiveMessageSize);
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
