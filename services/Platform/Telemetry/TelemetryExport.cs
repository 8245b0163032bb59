using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Kompetanse.Platform.Telemetry;

/// <summary>Sends traces, metrics and logs to an OpenTelemetry collector, if one is configured.</summary>
public static class TelemetryExport
{
    /// <summary>Adds the export; without an endpoint it adds nothing.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OrganisationTelemetry>();
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new();
        if (options.Endpoint is null && string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var resource = ResourceBuilder.CreateDefault().AddService(options.ServiceName);
        builder.Services.AddHostedService(_ => new Providers(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", OrganisationTelemetry.Name)
                .AddOtlpExporter(otlp => otlp.Endpoint = options.Endpoint ?? otlp.Endpoint)
                .Build(),
            Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", OrganisationTelemetry.Name)
                .AddOtlpExporter(otlp => otlp.Endpoint = options.Endpoint ?? otlp.Endpoint)
                .Build()));
        builder.Logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(resource);
            logs.AddOtlpExporter(otlp => otlp.Endpoint = options.Endpoint ?? otlp.Endpoint);
        });
    }

    /// <summary>Lives as long as the host; what is not sent yet is sent when it stops.</summary>
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
