using System.Diagnostics;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Host;

/// <summary>
/// Rebuilds the agency from its ledger before the host takes calls. With a damaged ledger it takes calls all the same,
/// and refuses them, so that the ledger can be verified.
/// </summary>
internal sealed partial class Opening(
    OrganisationHost host, OrganisationCallsOptions options, AgencyHealth health, ILogger<Opening> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var organisation = await host.OpenAsync(options.Organisation);
            Log.Opened(logger, options.Organisation, organisation.Position, Stopwatch.GetElapsedTime(start));
        }
        catch (LedgerDamagedException damaged)
        {
            Log.Damaged(logger, options.Organisation, damaged.Fault.Position, damaged.Fault.Reason);
            health.IsDamaged = true;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2, LogLevel.Critical, "The ledger of {Organisation} is damaged at entry {Position}: {Reason}. Run: kompetanse ledger verify", EventName = "Damaged")]
        public static partial void Damaged(ILogger logger, string organisation, long position, string reason);

        [LoggerMessage(1, LogLevel.Information, "Organisation {Organisation} stands at position {Position}, rebuilt in {Elapsed}.", EventName = "Opened")]
        public static partial void Opened(ILogger logger, string organisation, long position, TimeSpan elapsed);
    }
}
