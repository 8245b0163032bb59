using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Kompetanse.Platform.Calls;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    /// <summary>
    /// Starts one with the front door as a host has it, but that everybody may come in: who is known by
    /// <c>authorization: Persona NAME</c> is known.
    /// </summary>
    /// <param name="service">The service; by default one as the interoperability tests want it.</param>
    /// <param name="options">Of the gRPC server.</param>
    /// <param name="time">The server's clock.</param>
    /// <param name="limits">Kestrel's own.</param>
    /// <param name="services">Adds more.</param>
    /// <param name="certificate">For HTTP/2 with TLS.</param>
    public static async Task<TestServer> StartAsync(
        TestService? service = null, Action<GrpcOptions>? options = null, TimeProvider? time = null,
        Action<KestrelServerLimits>? limits = null, Action<IServiceCollection>? services = null,
        X509Certificate2? certificate = null)
    {
        var log = new RecordedLog();
        var connections = new ConcurrentDictionary<string, ConnectionContext>();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
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
        builder.Services.AddCalls();
        builder.Services.Configure(options ?? (_ => { }));
        builder.Services.Configure<AuthorizationOptions>(authorization => authorization.FallbackPolicy = null);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseCalls();
        app.MapGrpcService<TestService>();
        await app.StartAsync();
        return new TestServer(app, log, connections);
    }

    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address);

    /// <summary>Stops as a host does that is asked to: running calls may end.</summary>
    public Task StopAsync() => _app.StopAsync();

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

/// <summary>What the server logged as worth looking at.</summary>
public sealed class RecordedLog : ILoggerProvider
{
    public ConcurrentQueue<(LogLevel Level, EventId Event, string Text, Exception? Exception)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose()
    {
    }

    private sealed class Logger(RecordedLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Entries.Enqueue((logLevel, eventId, formatter(state, exception), exception));
            }
        }
    }
}
