using System.Collections.Concurrent;
using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Telemetry;

namespace Kompetanse.Platform.Organisations;

/// <summary>Organisations that live in this process, each opened from the ledger when it is first asked for.</summary>
public sealed class OrganisationHost : IOrganisationHost, IAsyncDisposable
{
    private readonly OrganisationModel _model;
    private readonly ILedger _ledger;
    private readonly AgencyClock _clock;
    private readonly OrganisationTelemetry _telemetry;
    private readonly ConcurrentDictionary<string, Lazy<Task<Organisation>>> _organisations = new(StringComparer.Ordinal);

    /// <param name="model">What organisations consist of.</param>
    /// <param name="ledger">What they are built from.</param>
    /// <param name="clock">Their time.</param>
    /// <param name="telemetry">Whom to tell what happens; null: nobody.</param>
    public OrganisationHost(
        OrganisationModel model, ILedger ledger, AgencyClock clock, OrganisationTelemetry? telemetry = null)
    {
        (_model, _ledger, _clock, _telemetry) = (model, ledger, clock, telemetry ?? new OrganisationTelemetry());
        _telemetry.Observe(() => _organisations
            .Where(one => one.Value.IsValueCreated && one.Value.Value.IsCompletedSuccessfully)
            .Select(one => (one.Key, one.Value.Value.Result.Position)));
    }

    /// <inheritdoc/>
    public Task<Outcome> ExecuteAsync(
        string organisation, IMessage command, Caller caller, CancellationToken cancellationToken) =>
        AskAsync(organisation, opened => opened.ExecuteAsync(command, caller, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome> QueryAsync(
        string organisation, IMessage query, Caller caller, CancellationToken cancellationToken) =>
        AskAsync(organisation, opened => opened.QueryAsync(query, caller, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public async Task WaitForNewsAsync(
        string organisation, long position, DateOnly today, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(organisation).WaitAsync(cancellationToken);
        await opened.WaitForNewsAsync(position, today, cancellationToken);
    }

    /// <summary>Opens an organisation, or gives the one that is open. One that failed to open is tried again.</summary>
    /// <exception cref="LedgerUnavailableException">Its ledger can't be read, or is damaged.</exception>
    public async Task<Organisation> OpenAsync(string organisation)
    {
        var opening = _organisations.GetOrAdd(organisation, id => new Lazy<Task<Organisation>>(
            () => Organisation.OpenAsync(id, _model, _ledger, _clock, CancellationToken.None, _telemetry)));
        try
        {
            return await opening.Value;
        }
        catch
        {
            _organisations.TryRemove(new(organisation, opening));
            throw;
        }
    }

    private Task<Outcome> AskAsync(
        string organisation, Func<Organisation, Task<Outcome>> ask, CancellationToken cancellationToken) =>
        _organisations.TryGetValue(organisation, out var opening) && opening is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
            ? ask(opening.Value.Result)
            : OpenAndAskAsync(organisation, ask, cancellationToken);

    private async Task<Outcome> OpenAndAskAsync(
        string organisation, Func<Organisation, Task<Outcome>> ask, CancellationToken cancellationToken)
    {
        Organisation opened;
        try
        {
            opened = await OpenAsync(organisation).WaitAsync(cancellationToken);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return new Outcome.Refused([new LedgerRefused(unavailable.Reason)]);
        }

        return await ask(opened);
    }

    /// <summary>Closes every organisation after what it is recording.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var opening in _organisations.Values)
        {
            if (opening.IsValueCreated && opening.Value.IsCompletedSuccessfully)
            {
                await (await opening.Value).DisposeAsync();
            }
        }
    }
}
