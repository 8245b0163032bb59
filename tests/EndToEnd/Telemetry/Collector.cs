using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kompetanse.EndToEnd.Telemetry;

/// <summary>Takes what an OpenTelemetry collector takes over HTTP, and keeps the bytes. Names are plain UTF-8 in them.</summary>
sealed class Collector : IAsyncDisposable
{
    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> received = [];
    readonly SemaphoreSlim arrived = new(0);
    readonly WebApplication app;

    Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            collector.received.GetOrAdd(signal, _ => []).Enqueue(Encoding.UTF8.GetString(body.ToArray()));
            collector.arrived.Release();
        });
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Everything of a signal so far.</summary>
    public string All(string signal) => string.Concat(received.GetValueOrDefault(signal) ?? []);

    /// <summary>Waits until a signal has told of all these.</summary>
    public async Task UntilAsync(string signal, params IReadOnlyList<string> words)
    {
        using var patience = new CancellationTokenSource(Processes.Patience.Limit);
        while (words.FirstOrDefault(word => !All(signal).Contains(word, StringComparison.Ordinal)) is { } missing)
        {
            try
            {
                await arrived.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException($"{signal} never told of {missing}.", late);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }
}
