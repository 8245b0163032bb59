using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Who is counted, once or more, and what the unit needs together.</summary>
public sealed class PopulationExampleTests(SqliteAgencies agencies) : IClassFixture<SqliteAgencies>
{
    static readonly DateOnly Start = new(2026, 1, 1);
    static readonly DateOnly Day = new(2026, 3, 1);

    static readonly PlainAgency Agency = new()
    {
        Units = [new("fylke", null), new("kontor", "fylke"), new("nabo", "fylke")],
        Employees = ["anna", "bo", "cato"],
        Roles = ["beslutter", "veileder"],
        Competences = ["veiledning"],
        Profiles =
        [
            new("veileder", Start, [new("veiledning", 2, 5)]),
            new("beslutter", Start, [new("veiledning", 3, 1)]),
        ],
    };

    [Fact]
    public async Task A_position_counts_from_its_first_day_until_the_day_before_its_end()
    {
        var agency = Agency with { Positions = [new("anna", "kontor", "veileder", 1m, Day, Day.AddDays(10))] };

        (await PositionsAsync(agency, "kontor", Day.AddDays(-1))).ShouldBe(0);
        (await PositionsAsync(agency, "kontor", Day)).ShouldBe(1);
        (await PositionsAsync(agency, "kontor", Day.AddDays(9))).ShouldBe(1);
        (await PositionsAsync(agency, "kontor", Day.AddDays(10))).ShouldBe(0);
    }

    [Fact]
    public async Task Who_moves_on_the_leap_day_is_in_one_unit_on_every_day()
    {
        var leapDay = new DateOnly(2028, 2, 29);
        var agency = Agency with
        {
            Positions = [new("anna", "kontor", "veileder", 1m, Start, leapDay), new("anna", "nabo", "veileder", 1m, leapDay, null)],
        };

        (await PositionsAsync(agency, "kontor", leapDay.AddDays(-1)), await PositionsAsync(agency, "nabo", leapDay.AddDays(-1))).ShouldBe((1, 0));
        (await PositionsAsync(agency, "kontor", leapDay), await PositionsAsync(agency, "nabo", leapDay)).ShouldBe((0, 1));
        (await PositionsAsync(agency, "fylke", leapDay)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_positions_in_one_role_and_unit_are_two_positions_of_one_employee()
    {
        var agency = Agency with
        {
            Positions = [new("anna", "kontor", "veileder", 0.4m, Start, null), new("anna", "kontor", "veileder", 0.5m, Start, Day.AddDays(1))],
        };
        var report = await ReportAsync(agency, "kontor", Day);

        (report.Employees, report.Positions, report.Fte).ShouldBe((1, 2, 0.9));
        (report.RoleRows.Single().Numbers.Positions, report.RoleRows.Single().Numbers.WeightedGap).ShouldBe((2, 9));
        var once = report.CompetenceRows.Single().Numbers;
        (once.Positions, once.Fte, once.Unknown, once.WeightedGap).ShouldBe((1, 0.9, 1, 9));
    }

    [Fact]
    public async Task Over_roles_an_employee_counts_once_at_the_highest_requirement_with_all_shares()
    {
        var agency = Agency with
        {
            Positions = [new("anna", "kontor", "veileder", 0.6m, Start, null), new("anna", "kontor", "beslutter", 0.4m, Start, null)],
            Assessments = [new("anna", "veiledning", Basis.Agreed, 2, Start)],
        };
        var row = (await ReportAsync(agency, "kontor", Day)).CompetenceRows.Single();

        // Met as veileder, below as beslutter: 1.0 · 1 · (3 − 2). The level 2 that is not counted is not shown either.
        (row.Numbers.Positions, row.Numbers.Met, row.Numbers.Below, row.Numbers.Fte, row.Numbers.WeightedGap).ShouldBe((1, 0, 1, 1, 1));
        (row.RequiredMin, row.RequiredMax).ShouldBe((3, 3));
    }

    [Fact]
    public async Task Of_equal_requirements_the_heaviest_counts()
    {
        var agency = Agency with
        {
            Profiles = [new("veileder", Start, [new("veiledning", 3, 2)]), new("beslutter", Start, [new("veiledning", 3, 4)])],
            Positions = [new("anna", "kontor", "veileder", 0.6m, Start, null), new("anna", "kontor", "beslutter", 0.4m, Start, null)],
            Assessments = [new("anna", "veiledning", Basis.Agreed, 2, Start)],
        };

        (await ReportAsync(agency, "kontor", Day)).CompetenceRows.Single().Numbers.WeightedGap.ShouldBe(4);
    }

    [Fact]
    public async Task Positions_in_units_outside_the_report_do_not_count()
    {
        var agency = Agency with
        {
            Positions = [new("anna", "kontor", "veileder", 0.6m, Start, null), new("anna", "nabo", "beslutter", 0.4m, Start, null)],
        };
        var row = (await ReportAsync(agency, "kontor", Day)).CompetenceRows.Single();

        (row.RequiredMin, row.RequiredMax, row.Numbers.Fte, row.Numbers.WeightedGap).ShouldBe((2, 2, 0.6, 6));
        (await ReportAsync(agency, "fylke", Day)).CompetenceRows.Single().Numbers.WeightedGap.ShouldBe(3);
    }

    [Fact]
    public async Task Shares_of_a_millionth_add_up_exactly()
    {
        var agency = Agency with
        {
            Positions =
            [
                new("anna", "kontor", "veileder", 0.333333m, Start, null), new("bo", "kontor", "veileder", 0.333333m, Start, null),
                new("cato", "kontor", "veileder", 0.333334m, Start, null),
            ],
        };

        (await ReportAsync(agency, "kontor", Day)).Fte.ShouldBe(1);
    }

    [Fact]
    public async Task A_need_counts_each_person_of_the_unit_and_below_once_whatever_the_role()
    {
        var agency = Agency with
        {
            Positions =
            [
                new("anna", "kontor", "veileder", 0.5m, Start, null), new("anna", "nabo", "beslutter", 0.5m, Start, null),
                new("bo", "fylke", "beslutter", 1m, Start, null), new("cato", "nabo", "veileder", 1m, Start, Day),
            ],
            Assessments = [.. Agency.Employees.Select(employee => new PlainAssessment(employee, "veiledning", Basis.Agreed, 3, Start))],
            Needs = [new("fylke", "veiledning", 3, 3), new("nabo", "veiledning", 4, 1)],
        };

        (await ReportAsync(agency, "fylke", Day)).UnitNeedRows.Select(row => (row.UnitId, row.Have, row.Short, row.Vulnerable))
            .ShouldBe([("fylke", 2, 1, false), ("nabo", 0, 1, false)]);
        (await ReportAsync(agency, "fylke", Day.AddDays(-1))).UnitNeedRows.Select(row => (row.UnitId, row.Have, row.Short, row.Vulnerable))
            .ShouldBe([("fylke", 3, 0, true), ("nabo", 0, 1, false)]);
        (await ReportAsync(agency, "fylke", Day, onlyUnit: true)).UnitNeedRows.Select(row => (row.UnitId, row.Have, row.Short, row.Vulnerable))
            .ShouldBe([("fylke", 1, 2, true)]);
    }

    [Theory]
    [InlineData(1, 0, 1, false)]
    [InlineData(1, 1, 0, true)]
    [InlineData(1, 2, 0, false)]
    [InlineData(2, 1, 1, true)]
    [InlineData(2, 2, 0, true)]
    [InlineData(2, 3, 0, false)]
    [InlineData(3, 2, 1, false)]
    public async Task A_need_is_vulnerable_with_exactly_one_or_none_to_spare(int needed, int have, int missing, bool vulnerable)
    {
        var agency = Agency with
        {
            Positions = [.. Agency.Employees.Select(employee => new PlainPosition(employee, "kontor", "veileder", 1m, Start, null))],
            Assessments = [.. Agency.Employees.Take(have).Select(employee => new PlainAssessment(employee, "veiledning", Basis.Self, 2, Start))],
            Needs = [new("kontor", "veiledning", 2, needed)],
        };
        var row = (await ReportAsync(agency, "kontor", Day)).UnitNeedRows.Single();

        (row.Needed, row.Have, row.Short, row.Vulnerable).ShouldBe((needed, have, missing, vulnerable));
    }

    [Fact]
    public async Task Rows_stand_by_goal_then_gap_then_id_in_ordinal_order()
    {
        var agency = Agency with
        {
            Roles = ["veileder"],
            Competences = ["å", "b", "B", "mål", "stor"],
            Profiles =
            [
                new("veileder", Start, [new("å", 1, 1), new("b", 1, 1), new("B", 1, 1), new("mål", 1, 1), new("stor", 5, 5)]),
            ],
            Positions = [new("anna", "kontor", "veileder", 1m, Start, null)],
            Goals = [new("g1", 0.5m, ["mål"]), new("g2", 2m, ["mål"])],
        };
        var report = await ReportAsync(agency, "kontor", Day);

        report.RoleRows.Select(row => row.CompetenceId).ShouldBe(["mål", "stor", "B", "b", "å"]);
        report.CompetenceRows.Select(row => row.CompetenceId).ShouldBe(["mål", "stor", "B", "b", "å"]);
        (report.RoleRows[0].Numbers.GoalWeight, report.RoleRows[0].Numbers.Priority).ShouldBe((2.5, 2.5));
    }

    [Fact]
    public async Task Without_a_date_the_report_is_for_today_in_Oslo()
    {
        await using var newYear = new SqliteAgencies(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero));
        var organisation = await newYear.RecordAsync(Agency with { Positions = [new("anna", "kontor", "veileder", 1m, Start, null)] });

        var report = await newYear.ReportAsync(organisation, new GetUnitReportRequest { UnitId = "kontor" });

        (report.AsOf, report.Positions, report.Basis).ShouldBe(("2026-01-01", 1, LevelBasis.Best));
    }

    [Theory]
    [InlineData("", "", 0, "FIELD_REQUIRED")]
    [InlineData("borte", "", 0, "UNIT_NOT_FOUND")]
    [InlineData("kontor", "2026-02-29", 0, "DATE_INVALID")]
    [InlineData("kontor", "01.03.2026", 0, "DATE_INVALID")]
    [InlineData("kontor", "", 9, "BASIS_INVALID")]
    public async Task What_can_not_be_asked_is_refused(string unit, string asOf, int basis, string reason)
    {
        var organisation = await agencies.RecordAsync(Agency);

        (await agencies.RefusalsAsync(organisation, new GetUnitReportRequest { UnitId = unit, AsOf = asOf, Basis = (LevelBasis)basis }))
            .ShouldBe([reason]);
    }

    async Task<int> PositionsAsync(PlainAgency agency, string unit, DateOnly date)
    {
        var report = await ReportAsync(agency, unit, date);
        report.RoleRows.Sum(row => row.Numbers.Positions).ShouldBe(report.Positions);
        return report.Positions;
    }

    async Task<UnitReport> ReportAsync(PlainAgency agency, string unit, DateOnly date, bool onlyUnit = false) =>
        await agencies.ReportAsync(await agencies.RecordAsync(agency), new Question(unit, date, OnlyUnit: onlyUnit));
}
