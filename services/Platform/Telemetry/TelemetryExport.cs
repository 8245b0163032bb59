using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
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

        builder.Services.AddOpenTelemetry()
            // What the environment says of the service counts before what is said here.
            .ConfigureResource(resource => resource.AddService("kompetanse").AddEnvironmentVariableDetector())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(spans => spans.EnrichWithHttpResponse = (span, response) => KeepIdsOut(span, response.HttpContext))
                .AddGrpcClientInstrumentation()
                .AddSource(OrganisationTelemetry.Name))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter(OrganisationTelemetry.Name, "Microsoft.Orleans"))
            .WithLogging()
            .UseOtlpExporter();
    }

    /// <summary>The address of a request as JSON names whom it is about: its route says enough.</summary>
    private static void KeepIdsOut(System.Diagnostics.Activity span, HttpContext http)
    {
        span.SetTag("url.path", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText).SetTag("url.query", null);
    }
}
