using System.Collections.Concurrent;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Conformance;

/// <summary>A real Kestrel on two free ports of this machine, one for HTTP/2 and one for HTTP/1.1.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app, RecordedLog log)
    {
        _app = app;
        Log = log;
    }

    public Uri Address => new(_app.Urls.First());

    public Uri Http1Address => new(_app.Urls.Last());

    public IServiceProvider Services => _app.Services;

    public RecordedLog Log { get; }

    public static async Task<TestServer> StartAsync(
        TestService? service = null, Action<GrpcOptions>? options = null, TimeProvider? time = null,
        Action<KestrelServerLimits>? limits = null)
    {
        var log = new RecordedLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
            limits?.Invoke(kestrel.Limits);
        });
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(service ?? new TestService());
        builder.Services.AddGrpc(options);
        var app = builder.Build();
        app.MapGrpcService<TestService>(TestReflection.Descriptor.Services[0]);
        app.MapGrpcHealth();
        app.MapGrpcReflection();
        await app.StartAsync();
        return new TestServer(app, log);
    }

    public GrpcChannel Connect(GrpcChannelOptions? options = null) => new(Address, options);

    /// <summary>Stops as a host does that is asked to: running calls may end.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
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
