using System.Diagnostics;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Host;

/// <summary>Rebuilds the agency from its ledger before the host takes calls.</summary>
internal sealed partial class Opening(
    OrganisationHost host, OrganisationCallsOptions options, ILogger<Opening> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var organisation = await host.OpenAsync(options.Organisation);
        Log.Opened(logger, options.Organisation, organisation.Position, Stopwatch.GetElapsedTime(start));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Organisation {Organisation} stands at position {Position}, rebuilt in {Elapsed}.", EventName = "Opened")]
        public static partial void Opened(ILogger logger, string organisation, long position, TimeSpan elapsed);
    }
}
