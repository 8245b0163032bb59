using System.Globalization;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Import;
using Kompetanse.GapAnalysis;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Platform.Identity;
using Kompetanse.Testing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Assessment = Kompetanse.Protos.Assessment.V1.Assessment;
using LevelBasis = Kompetanse.Competence.Assessments.LevelBasis;
using RoleRow = Kompetanse.GapAnalysis.UnitReports.RoleRow;
using UnitReport = Kompetanse.Protos.Gap.V1.UnitReport;

namespace Kompetanse.Benchmarks;

/// <summary>An agency in this process, on a ledger of its own.</summary>
internal sealed class OpenAgency : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("kompetanse-bench").FullName;
    private readonly LedgerInFolder _ledger;

    private Agency? _state;

    private OpenAgency() => _ledger = new LedgerInFolder(_directory);

    public Organisation Organisation { get; private set; } = null!;

    private static readonly Caller Importer = new() { ClientId = "bench", Scopes = Scopes.All };

    /// <summary>Leads everybody, so that reports are exact and nothing is recorded of them.</summary>
    private static readonly Caller Leader = new() { EmployeeId = BenchAgency.Leader };

    /// <summary>Opens an agency, imported.</summary>
    /// <param name="agency">Which.</param>
    /// <param name="sightOf">How exactly its reports may be seen; null: as whoever leads it.</param>
    public static async Task<OpenAgency> OpenAsync(BenchAgency agency, SightOf? sightOf = null)
    {
        var opened = new OpenAgency();
        opened.Organisation = await Organisation.OpenAsync(
            "agency", new OrganisationModel().AddCompetence().AddGapAnalysis(opened.Remembering(sightOf ?? ReportAccess.SightOf)), opened._ledger,
            new AgencyClock(TimeProvider.System), CancellationToken.None);
        var rows = new ImportIntake();
        rows.Add(agency.Rows());
        foreach (var assessments in agency.Assessments().Chunk(2000))
        {
            rows.Add(new ImportRequest { Assessments = { assessments } });
        }

        if (await opened.Organisation.ExecuteAsync(rows.ToCommand(), Importer, CancellationToken.None) is Outcome.Refused refused)
        {
            throw new InvalidOperationException(refused.Reasons[0].ToString());
        }

        return opened;
    }

    /// <summary>Records that an employee has a level, agreed today.</summary>
    public async Task AssessAsync(string employee, string competence, int level)
    {
        var assessment = new Assessment
        {
            EmployeeId = employee, CompetenceId = competence, Basis = Basis.Agreed, Level = level,
            Date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (await Organisation.ExecuteAsync(new CreateAssessmentRequest { Assessment = assessment }, Importer, CancellationToken.None) is Outcome.Refused refused)
        {
            throw new InvalidOperationException(refused.Reasons[0].ToString());
        }
    }

    public UnitReport Report(string unit, string asOf) =>
        Organisation.QueryAsync(new GetUnitReportRequest { UnitId = unit, AsOf = asOf }, Leader, CancellationToken.None).GetAwaiter().GetResult() is Outcome.Answered { Reply: UnitReport report }
            ? report
            : throw new InvalidOperationException("The report was refused.");

    /// <summary>The rows by role alone, in no order: what the reference SQL gives. After a report, from its state.</summary>
    public IReadOnlyList<RoleRow> RowsByRole(string unit, DateOnly asOf) =>
        Rows.Unordered(Population.Of(_state!, [.. _state!.Units[unit].Subtree(asOf)], asOf, LevelBasis.Best));

    private SightOf Remembering(SightOf sightOf) => (agency, question, context) =>
    {
        _state = agency;
        return sightOf(agency, question, context);
    };

    public async ValueTask DisposeAsync()
    {
        await Organisation.DisposeAsync();
        await _ledger.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
