using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>The worked example of the design, with all its figures, through import, ledger and query.</summary>
public sealed class WorkedExampleTests(SqliteAgencies agencies) : IClassFixture<SqliteAgencies>
{
    static readonly DateOnly Today = new(2026, 3, 1);

    static readonly PlainAgency Example = new()
    {
        Units = [new("kontor", null)],
        Employees = ["anna", "bo", "cato"],
        Roles = ["veileder"],
        Competences = ["arbeidsmarked", "veiledning"],
        Profiles = [new("veileder", new(2026, 1, 1), [new("veiledning", 3, 3), new("arbeidsmarked", 2, 2)])],
        Positions =
        [
            new("anna", "kontor", "veileder", 1.0m, new(2026, 1, 1), null),
            new("bo", "kontor", "veileder", 0.5m, new(2026, 1, 1), null),
            new("cato", "kontor", "veileder", 0.8m, new(2026, 1, 1), null),
        ],
        Assessments =
        [
            new("anna", "veiledning", Basis.Agreed, 2, new(2026, 2, 1)),
            new("anna", "arbeidsmarked", Basis.Agreed, 3, new(2026, 2, 1)),
            new("bo", "arbeidsmarked", Basis.Self, 1, new(2026, 2, 1)),
            new("cato", "veiledning", Basis.Verified, 4, new(2026, 2, 1)),
            new("cato", "arbeidsmarked", Basis.Agreed, 1, new(2026, 2, 1)),
            new("cato", "arbeidsmarked", Basis.Self, 3, new(2026, 2, 1)),
        ],
    };

    [Fact]
    public async Task On_the_best_basis_the_most_authoritative_level_counts()
    {
        var report = await ReportAsync(LevelBasis.Best);

        (report.Employees, report.Positions, report.Fte).ShouldBe((3, 3, 2.3));
        ShouldBe(Row(report, "veiledning"), required: 3, met: 1, below: 1, unknown: 1, selfOnly: 0, mean: 3.0, coverage: 1 / 3.0, gap: 7.5);
        ShouldBe(Row(report, "arbeidsmarked"), required: 2, met: 1, below: 2, unknown: 0, selfOnly: 0, mean: 5 / 3.0, coverage: 1 / 3.0, gap: 2.6);
    }

    [Fact]
    public async Task On_the_agreed_basis_what_is_not_agreed_is_unknown()
    {
        var report = await ReportAsync(LevelBasis.Agreed);

        // Anna 1.0·3·1, Bo and Cato not agreed: 0.5·3·3 and 0.8·3·3.
        ShouldBe(Row(report, "veiledning"), required: 3, met: 0, below: 1, unknown: 2, selfOnly: 0, mean: 2.0, coverage: 0, gap: 3 + 4.5 + 7.2);
        // Bo 0.5·2·2, Cato 0.8·2·1.
        ShouldBe(Row(report, "arbeidsmarked"), required: 2, met: 1, below: 1, unknown: 1, selfOnly: 0, mean: 2.0, coverage: 1 / 3.0, gap: 3.6);
    }

    [Fact]
    public async Task On_the_verified_basis_only_the_verified_is_known()
    {
        var report = await ReportAsync(LevelBasis.Verified);

        // Anna 1.0·3·3, Bo 0.5·3·3.
        ShouldBe(Row(report, "veiledning"), required: 3, met: 1, below: 0, unknown: 2, selfOnly: 0, mean: 4.0, coverage: 1 / 3.0, gap: 13.5);
        // 2.3·2·2.
        ShouldBe(Row(report, "arbeidsmarked"), required: 2, met: 0, below: 0, unknown: 3, selfOnly: 0, mean: null, coverage: 0, gap: 9.2);
    }

    [Fact]
    public async Task On_the_self_basis_what_is_met_rests_on_self_assessment_alone()
    {
        var report = await ReportAsync(LevelBasis.Self);

        // 2.3·3·3.
        ShouldBe(Row(report, "veiledning"), required: 3, met: 0, below: 0, unknown: 3, selfOnly: 0, mean: null, coverage: 0, gap: 20.7);
        // Anna 1.0·2·2, Bo 0.5·2·1.
        ShouldBe(Row(report, "arbeidsmarked"), required: 2, met: 1, below: 1, unknown: 1, selfOnly: 1, mean: 2.0, coverage: 1 / 3.0, gap: 5.0);
    }

    [Theory]
    [InlineData(LevelBasis.Best)]
    [InlineData(LevelBasis.Self)]
    [InlineData(LevelBasis.Agreed)]
    [InlineData(LevelBasis.Verified)]
    public async Task With_one_role_and_one_position_each_the_rows_by_competence_say_the_same(LevelBasis basis)
    {
        var report = await ReportAsync(basis);

        report.CompetenceRows.Select(row => (row.CompetenceId, row.RequiredMin, row.RequiredMax, row.Numbers))
            .ShouldBe(report.RoleRows.Select(row => (row.CompetenceId, row.RequiredMin, row.RequiredMax, row.Numbers)));
    }

    [Fact]
    public async Task The_slow_evaluator_gives_the_same_figures()
    {
        var question = new Question("kontor", Today);

        SlowEvaluator.Evaluate(Example, question).RoleRows.Select(row => (row.Competence, row.Numbers.Met, row.Numbers.WeightedGap))
            .ShouldBe([("veiledning", 1, 7.5m), ("arbeidsmarked", 1, 2.6m)]);
        ReportLines.Differences(await ReportAsync(LevelBasis.Best), SlowEvaluator.Evaluate(Example, question)).ShouldBeEmpty();
    }

    async Task<UnitReport> ReportAsync(LevelBasis basis) =>
        await agencies.ReportAsync(await agencies.RecordAsync(Example), new Question("kontor", Today, basis));

    static RoleRow Row(UnitReport report, string competence)
    {
        report.RoleRows.Select(row => row.CompetenceId).ShouldBe(["veiledning", "arbeidsmarked"]);
        return report.RoleRows.Single(row => row.RoleId == "veileder" && row.CompetenceId == competence);
    }

    static void ShouldBe(
        RoleRow row, int required, int met, int below, int unknown, int selfOnly, double? mean, double coverage, double gap)
    {
        var numbers = row.Numbers;
        (row.RequiredMin, row.RequiredMax).ShouldBe((required, required));
        (numbers.Positions, numbers.Met, numbers.Below, numbers.Unknown, numbers.SelfOnly).ShouldBe((3, met, below, unknown, selfOnly));
        numbers.Fte.ShouldBe(2.3, 1e-12);
        numbers.HasMeanLevel.ShouldBe(mean is not null);
        numbers.MeanLevel.ShouldBe(mean ?? 0, 1e-12);
        numbers.Coverage.ShouldBe(coverage, 1e-12);
        numbers.WeightedGap.ShouldBe(gap, 1e-12);
        (numbers.GoalWeight, numbers.Priority).ShouldBe((0, 0));
    }
}
