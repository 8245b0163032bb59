using Kompetanse.Platform.Grpc.Health;
using Kompetanse.Protos.Health.V1;

namespace Kompetanse.Host;

/// <summary>Health by plain HTTP, for what starts, stops and sends work to hosts.</summary>
internal static class HealthPages
{
    /// <summary>
    /// <c>/health/live</c>: the process is up. <c>/health/ready</c>: the agency is rebuilt from its ledger, the ledger is
    /// sound, and the host is not stopping; 503 otherwise.
    /// </summary>
    public static void MapHealthPages(this IEndpointRouteBuilder endpoints)
    {
        // The agency is opened before the host listens; what is wrong then or later is told to the health status.
        var health = endpoints.ServiceProvider.GetRequiredService<HealthStatus>();
        var stopping = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        endpoints.MapGet("/health/live", () => TypedResults.Text("live"));
        endpoints.MapGet("/health/ready", () =>
            !stopping.IsCancellationRequested
            && health.Get(HealthStatus.Server) == HealthCheckResponse.Types.ServingStatus.Serving
                ? TypedResults.Text("ready")
                : TypedResults.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
