using System.Collections.Concurrent;
using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// Organisations of a cluster, as any of its silos asks them: commands go to the agency's grain, wherever it is; queries are
/// answered from the silo's own copy, once it has come as far as whatever was acknowledged before they were asked.
/// </summary>
sealed partial class ClusterOrganisations(
    IGrainFactory grains, OrganisationHost silo, TimeProvider time, ILogger<ClusterOrganisations> logger) : IOrganisationHost
{
    /// <summary>How often a watch looks whether another silo has recorded something.</summary>
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, SharedQuestion<AgencyVersion>> _versions = new(StringComparer.Ordinal);

    public Task<Outcome> ExecuteAsync(string organisation, IMessage command, Caller caller, CancellationToken cancellationToken) =>
        AskAsync(
            async () => (await AgencyOf(organisation).ExecuteAsync(command, caller, cancellationToken)).ToOutcome(),
            // Whether it was recorded is not known; its request id tells, when it is repeated.
            new OutcomeUnknown());

    public Task<Outcome> QueryAsync(string organisation, IMessage query, Caller caller, CancellationToken cancellationToken) =>
        AskAsync(
            async () =>
            {
                var (copy, unavailable) = await CurrentAsync(organisation, cancellationToken);
                return unavailable is not null ? new Outcome.Refused([unavailable])
                    : copy!.Answer(query, caller)
                        ?? (await AgencyOf(organisation).QueryAsync(query, caller, cancellationToken)).ToOutcome();
            },
            new AgencyUnreachable());

    public async Task WaitForNewsAsync(string organisation, long position, DateOnly today, CancellationToken cancellationToken)
    {
        var copy = await silo.OpenAsync(organisation).WaitAsync(cancellationToken);
        while (true)
        {
            using var interval = new CancellationTokenSource(s_watchInterval, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(interval.Token, cancellationToken);
            try
            {
                await copy.WaitForNewsAsync(position, today, either.Token);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Another silo may have recorded something. If that can't be known now, it will be the next time.
                await TryCatchUpAsync(organisation, cancellationToken);
            }
        }
    }

    /// <summary>The silo's copy, as far as it must have come; or why it can't.</summary>
    private async ValueTask<(Organisation? Copy, Refusal? Unavailable)> CurrentAsync(string organisation, CancellationToken cancellationToken)
    {
        var version = await _versions
            .GetOrAdd(organisation, id => new SharedQuestion<AgencyVersion>(() => AgencyOf(id).GetVersionAsync()))
            .AskAsync().WaitAsync(cancellationToken);
        if (version.Unavailable is { } reason)
        {
            return (null, reason.ToRefusal());
        }

        var copy = await silo.OpenAsync(organisation).WaitAsync(cancellationToken);
        await copy.CatchUpAsync(version.Position, cancellationToken);
        return (copy, null);
    }

    private async Task TryCatchUpAsync(string organisation, CancellationToken cancellationToken)
    {
        try
        {
            await CurrentAsync(organisation, cancellationToken);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            Log.Unreachable(logger, organisation, failure);
        }
    }

    private async Task<Outcome> AskAsync(Func<Task<Outcome>> ask, Refusal outage)
    {
        try
        {
            return await ask();
        }
        catch (LedgerUnavailableException unavailable)
        {
            return new Outcome.Refused([new LedgerRefused(unavailable.Reason)]);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            Log.Unreachable(logger, outage.Reason, failure);
            return new Outcome.Refused([outage]);
        }
    }

    /// <summary>A silo went away in the middle, or none answers.</summary>
    private static bool IsOutage(Exception failure) => failure is OrleansException or TimeoutException or LedgerUnavailableException;

    private IAgencyGrain AgencyOf(string organisation) => grains.GetGrain<IAgencyGrain>(organisation);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The agency's grain could not be asked: {What}.", EventName = "AgencyUnreachable")]
        public static partial void Unreachable(ILogger logger, string what, Exception failure);
    }
}
