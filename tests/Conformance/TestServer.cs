using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Conformance;

/// <summary>A real Kestrel on two free ports of this machine, one for HTTP/2 and one for HTTP/1.1.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly ConcurrentDictionary<string, ConnectionContext> _connections;

    private TestServer(WebApplication app, RecordedLog log, ConcurrentDictionary<string, ConnectionContext> connections)
    {
        _app = app;
        _connections = connections;
        Log = log;
        Address = new Uri(app.Urls.First());
        Http1Address = new Uri(app.Urls.Last());
    }

    public Uri Address { get; }

    public Uri Http1Address { get; }

    public IServiceProvider Services => _app.Services;

    public RecordedLog Log { get; }

    /// <summary>How many HTTP/2 connections there are.</summary>
    public int OpenConnections => _connections.Count;

    /// <param name="service">The service; by default one as the interoperability tests want it.</param>
    /// <param name="options">Of the gRPC server.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="limits">Kestrel's own.</param>
    /// <param name="services">Adds more.</param>
    /// <param name="endpoints">Adds to the methods of the service.</param>
    /// <param name="certificate">For HTTP/2 with TLS.</param>
    /// <param name="port">Of HTTP/2; any free one when it is 0.</param>
    public static async Task<TestServer> StartAsync(
        TestService? service = null, Action<GrpcOptions>? options = null, TimeProvider? time = null,
        Action<KestrelServerLimits>? limits = null, Action<IServiceCollection>? services = null,
        Action<IEndpointConventionBuilder>? endpoints = null, X509Certificate2? certificate = null, int port = 0)
    {
        var log = new RecordedLog();
        var connections = new ConcurrentDictionary<string, ConnectionContext>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.Use(next => connection => CountAsync(next, connection, connections));
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            limits?.Invoke(kestrel.Limits);
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(service ?? new TestService());
        builder.Services.AddGrpc(options);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var mapped = app.MapGrpcService<TestService>(TestReflection.Descriptor.Services[0]);
        endpoints?.Invoke(mapped);
        app.MapGrpcHealth();
        app.MapGrpcReflection();
        await app.StartAsync();
        return new TestServer(app, log, connections);
    }

    public GrpcChannel Connect(GrpcChannelOptions? options = null) => new(Address, options);

    /// <summary>Stops as a host does that is asked to: running calls may end.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>As when the process is killed: all connections are cut, and nobody is told why.</summary>
    public async Task KillAsync()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Abort();
        }

        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private static async Task CountAsync(
        ConnectionDelegate next, ConnectionContext connection, ConcurrentDictionary<string, ConnectionContext> connections)
    {
        connections[connection.ConnectionId] = connection;
        try
        {
            await next(connection);
        }
        finally
        {
            connections.TryRemove(connection.ConnectionId, out _);
        }
    }
}

/// <summary>What the server's own code logged.</summary>
public sealed class RecordedLog : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, EventId Event, string Text, Exception? Exception)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Kompetanse.", StringComparison.Ordinal)
            ? new Logger(this)
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Entries.Enqueue((logLevel, eventId, formatter(state, exception), exception));
    }
}
