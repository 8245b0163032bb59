using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kompetanse.Platform.Telemetry;

/// <summary>
/// Sends traces, metrics and logs to an OpenTelemetry collector. Configured by the standard variables, of which
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is what turns it on: nothing is sent without it.
/// </summary>
public static class TelemetryExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Adds what measures, and, with an endpoint, what sends.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OrganisationTelemetry>();
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            return;
        }

        // What the environment says of the service counts before what is said here.
        var resource = ResourceBuilder.CreateEmpty().AddService("kompetanse").AddTelemetrySdk().AddEnvironmentVariableDetector();
        builder.Services.AddHostedService(_ => new Providers(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", OrganisationTelemetry.Name)
                .AddOtlpExporter()
                .Build(),
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", OrganisationTelemetry.Name)
                .AddOtlpExporter()
                .Build()));
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter());
    }

    /// <summary>Live as long as the host; what is not sent yet is sent when it stops.</summary>
    private sealed class Providers(TracerProvider traces, MeterProvider metrics) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
