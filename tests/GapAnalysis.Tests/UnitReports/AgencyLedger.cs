using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Agencies, each on a ledger of its own, reached as the services reach them.</summary>
/// <param name="now">The present instant at first; to reports it matters only where no date is asked for.</param>
public abstract class AgencyLedger(DateTimeOffset now) : IAsyncLifetime, IAsyncDisposable
{
    static readonly Caller Caller = new() { ClientId = "test", Scopes = Scopes.All };

    protected static readonly DateTimeOffset AnyTime = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    ILedger? _ledger;
    OrganisationHost? _host;
    int _agencies;

    /// <summary>The present instant; it stands where it is put.</summary>
    internal DateTimeOffset Now { get; set; } = now;

    OrganisationHost Host => _host ??= new OrganisationHost(
        new OrganisationModel().AddCompetence().AddGapAnalysis((agency, _, _) => SightIn(agency)), _ledger = Open(), new AgencyClock(new StoppedTime(this)));

    /// <summary>Records an agency in a ledger of its own, and what became of its units on the days it did. Its id.</summary>
    internal async Task<string> RecordAsync(PlainAgency agency)
    {
        var organisation = await RecordAsync(ImportRows.InTwo(agency));
        await MoveAsync(organisation, agency.Moves);
        return organisation;
    }

    /// <summary>Records what became of units, each on its day. The clock stands then where it stood.</summary>
    internal async Task MoveAsync(string organisation, params IReadOnlyList<PlainMove> moves)
    {
        var present = Now;
        foreach (var move in moves)
        {
            Now = new DateTimeOffset(move.Day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
            await ExecuteAsync(organisation, new UpdateUnitRequest
            {
                Unit = new Unit { Id = move.Unit, Name = move.Name, ParentId = move.Parent ?? "" },
                UpdateMask = new FieldMask { Paths = { "name", "parent_id" } },
            });
        }

        Now = present;
    }

    /// <summary>Records commands, one after another, in a ledger of their own. Its id.</summary>
    internal async Task<string> RecordAsync(IEnumerable<ImportCommand> commands)
    {
        var organisation = $"agency-{++_agencies}";
        foreach (var command in commands)
        {
            await ExecuteAsync(organisation, command);
        }

        return organisation;
    }

    /// <summary>Executes a command that must not be refused.</summary>
    internal async Task<IMessage> ExecuteAsync(string organisation, IMessage command) =>
        Answered(await Host.ExecuteAsync(organisation, command, Caller, CancellationToken.None));

    /// <summary>Executes an employee's command that may be refused. Whether it was not.</summary>
    internal async Task<bool> TryAsync(string organisation, string employee, IMessage command) =>
        await Host.ExecuteAsync(organisation, command, new Caller { EmployeeId = employee }, CancellationToken.None) is Outcome.Answered;

    /// <summary>Asks what must not be refused.</summary>
    internal async Task<TReply> AskAsync<TReply>(string organisation, IMessage query) where TReply : IMessage =>
        Answered(await Host.QueryAsync(organisation, query, Caller, CancellationToken.None)).ShouldBeOfType<TReply>();

    /// <summary>The reasons that a command is refused for; none when it is not.</summary>
    internal async Task<IReadOnlyList<string>> RefusalsAsync(string organisation, IMessage message)
    {
        var outcome = message is GetUnitReportRequest
            ? await Host.QueryAsync(organisation, message, Caller, CancellationToken.None)
            : await Host.ExecuteAsync(organisation, message, Caller, CancellationToken.None);
        return outcome is Outcome.Refused refused ? [.. refused.Reasons.Select(refusal => refusal.Reason)] : [];
    }

    internal Task<UnitReport> ReportAsync(string organisation, Question question) => ReportAsync(organisation, new GetUnitReportRequest
    {
        UnitId = question.Unit,
        AsOf = question.AsOf.ToString("yyyy-MM-dd"),
        Basis = question.Basis,
        OnlyUnit = question.OnlyUnit,
    });

    internal async Task<UnitReport> ReportAsync(string organisation, GetUnitReportRequest request) =>
        Answered(await Host.QueryAsync(organisation, request, Caller, CancellationToken.None)).ShouldBeOfType<UnitReport>();

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ILedger Open();

    /// <summary>How exactly whoever asks may see the reports of an agency.</summary>
    protected virtual Sight SightIn(Agency agency) => new Sight.Exact();

    protected async Task CloseAsync()
    {
        if (_host is not null && _ledger is not null)
        {
            await _host.DisposeAsync();
            await _ledger.DisposeAsync();
        }

        (_host, _ledger) = (null, null);
    }

    static IMessage Answered(Outcome outcome) => outcome is Outcome.Answered answered
        ? answered.Reply
        : throw new ShouldAssertException($"Refused: {string.Join(", ", ((Outcome.Refused)outcome).Reasons)}");

    sealed class StoppedTime(AgencyLedger agencies) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => agencies.Now;
    }
}
