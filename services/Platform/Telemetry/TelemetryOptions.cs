namespace Kompetanse.Platform.Telemetry;

/// <summary>Where telemetry is sent. Section <c>Kompetanse:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kompetanse:Telemetry";

    /// <summary>
    /// The address of an OpenTelemetry collector, such as <c>http://localhost:4317</c>. Default none: nothing is sent. The
    /// standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is read when this is not set, and the other <c>OTEL_EXPORTER_OTLP_*</c>
    /// variables count too.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The name this host goes by. Default <c>kompetanse</c>.</summary>
    public string ServiceName { get; set; } = "kompetanse";
}
