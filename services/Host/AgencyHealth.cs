using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Kompetanse.Host;

/// <summary>Whether calls can be answered: the agency is rebuilt from its ledger, the ledger is sound, and the host is not stopping.</summary>
internal sealed class AgencyHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    /// <summary>What <see cref="Opening"/> found.</summary>
    public bool IsDamaged { get; set; }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsDamaged ? HealthCheckResult.Unhealthy("The ledger is damaged.")
            : lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The host is stopping.")
            : HealthCheckResult.Healthy());
}
