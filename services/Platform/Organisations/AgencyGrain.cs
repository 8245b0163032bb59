using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Orleans;

namespace Kompetanse.Platform.Organisations;

/// <inheritdoc cref="IAgencyGrain"/>
/// <remarks>Decides on its silo's own copy of the agency, which queries on that silo read too.</remarks>
[GrainType("agency")]
sealed class AgencyGrain(OrganisationHost silo) : Grain, IAgencyGrain
{
    private Organisation? _agency;
    private long _overtaken;

    public Task<AgencyAnswer> ExecuteAsync(IMessage command, Caller caller, CancellationToken cancellationToken) =>
        AnswerAsync(agency => agency.ExecuteAsync(command, caller, cancellationToken));

    public Task<AgencyAnswer> QueryAsync(IMessage query, Caller caller, CancellationToken cancellationToken) =>
        AnswerAsync(agency => agency.QueryAsync(query, caller, cancellationToken));

    public async ValueTask<AgencyVersion> GetVersionAsync()
    {
        try
        {
            return new AgencyVersion((_agency ?? await OpenAsync()).Position, Unavailable: null);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return new AgencyVersion(0, RefusalAnswer.Of(new LedgerRefused(unavailable.Reason)));
        }
    }

    private async Task<AgencyAnswer> AnswerAsync(Func<Organisation, Task<Outcome>> answer)
    {
        try
        {
            var agency = _agency ?? await OpenAsync();
            var answered = AgencyAnswer.Of(await answer(agency));
            if (agency.Overtaken > _overtaken)
            {
                // There is another activation. The cluster knows which of the two is to stay: whoever asks next finds it.
                DeactivateOnIdle();
            }

            return answered;
        }
        catch (LedgerUnavailableException unavailable)
        {
            return AgencyAnswer.Of(new Outcome.Refused([new LedgerRefused(unavailable.Reason)]));
        }
    }

    /// <summary>Another activation may have recorded something since the silo's copy was read last; all of it is read before anything is answered.</summary>
    private async Task<Organisation> OpenAsync()
    {
        var agency = await silo.OpenAsync(this.GetPrimaryKeyString());
        await agency.CatchUpAsync(long.MaxValue, CancellationToken.None);
        _overtaken = agency.Overtaken;
        return _agency = agency;
    }
}
