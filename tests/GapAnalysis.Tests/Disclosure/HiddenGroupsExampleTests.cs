using Kompetanse.GapAnalysis.Tests.UnitReports;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>Small agencies, and what somebody sees of them who leads none or some of the units.</summary>
public sealed class HiddenGroupsExampleTests(HiddenAgencies agencies) : IClassFixture<HiddenAgencies>
{
    static readonly DateOnly Start = new(2026, 1, 1);
    static readonly DateOnly Today = new(2026, 3, 1);

    static readonly PlainAgency Fem = Fylke(
        ("liten", 1, 1, 1), ("middels", 6, 5, 5), ("større", 7, 7, 7), ("stor", 8, 9, 7), ("størst", 9, 9, 9));

    [Fact]
    public async Task An_office_of_three_is_hidden_and_the_next_in_size_with_it_or_it_could_be_subtracted()
    {
        (await RowAsync(Fem, "fylke")).Numbers.Positions.ShouldBe(91);
        (await RowAsync(Fem, "liten")).Hidden.ShouldBeTrue();
        (await RowAsync(Fem, "middels")).Hidden.ShouldBeTrue();
        Met(await RowAsync(Fem, "stor")).ShouldBe((24, 8, 9, 7));
        Met(await RowAsync(Fem, "størst")).ShouldBe((27, 9, 9, 9));
    }

    [Fact]
    public async Task And_another_or_one_of_the_three_who_knows_two_colleagues_could_subtract_them_and_herself() =>
        (await RowAsync(Fem, "større")).Hidden.ShouldBeTrue();

    [Fact]
    public async Task Its_own_leader_sees_the_office_and_then_the_others_hide_nobody()
    {
        Met(await RowAsync(Fem, "liten", leads: ["liten"])).ShouldBe((3, 1, 1, 1));
        Met(await RowAsync(Fem, "middels", leads: ["liten"])).ShouldBe((16, 6, 5, 5));
    }

    [Fact]
    public async Task But_what_is_left_when_the_leader_subtracts_the_office_must_be_no_small_group()
    {
        // 7 meet it in all. Whoever leads «kjent» subtracts 4 and is left with 3.
        var fylke = Fylke(("kjent", 4, 0, 0), ("annet", 3, 9, 0));

        (await RowAsync(fylke, "fylke")).Numbers.Met.ShouldBe(7);
        (await RowAsync(fylke, "fylke", leads: ["kjent"])).Hidden.ShouldBeTrue();
    }

    [Fact]
    public async Task A_row_with_fewer_than_five_unknown_in_the_whole_agency_is_hidden_everywhere()
    {
        var fylke = Fylke(("a", 10, 10, 0), ("b", 10, 10, 4));

        foreach (var unit in new[] { "fylke", "a", "b" })
        {
            var row = await RowAsync(fylke, unit);
            row.ShouldBe(new RoleRow { RoleId = "veileder", RoleName = row.RoleName, CompetenceId = "k", CompetenceName = row.CompetenceName, Hidden = true });
        }
    }

    [Fact]
    public async Task Six_positions_of_three_people_are_three_people()
    {
        var six = Fylke(("a", 6, 0, 0));
        var three = six with
        {
            Employees = [.. six.Employees.Take(3)],
            Positions = [.. six.Positions.Select((position, i) => position with { Employee = six.Employees[i % 3], Unit = i < 3 ? "a" : "fylke", Share = 0.5m })],
            Assessments = [.. six.Assessments.Take(3)],
        };

        (await RowAsync(six, "fylke")).Numbers.Met.ShouldBe(6);
        (await RowAsync(three, "fylke")).Hidden.ShouldBeTrue();
    }

    [Fact]
    public async Task Gaps_are_not_told_since_the_decimals_of_one_share_tell_of_one_person()
    {
        // All but one have 1.0. Weight 3, required 2: the exact gap is a whole number of threes and her part, 0.333333·3·1.
        var agency = Fylke(("a", 6, 6, 0));
        var one = agency.Positions[^1];
        agency = agency with { Positions = [.. agency.Positions.SkipLast(1), one with { Share = 0.333333m }] };

        (await RowAsync(agency, "a", leads: null)).Numbers.WeightedGap.ShouldBe(15 + 0.999999, 1e-9);
        var shown = (await RowAsync(agency, "a")).Numbers;
        (shown.Met, shown.Below, shown.WeightedGap, shown.Priority, shown.SelfOnly).ShouldBe((6, 6, 0, 0, 0));
    }

    [Fact]
    public async Task The_mean_is_told_where_the_same_level_is_required_of_all_and_else_not()
    {
        var agency = Fylke(("a", 6, 6, 0), ("b", 7, 7, 0));
        (await RowAsync(agency, "fylke")).Numbers.MeanLevel.ShouldBe((13 * 2 + 13 * 1) / 26.0, 1e-12);

        agency = agency with
        {
            Competences = ["k", "tung", "tyngre"],
            Profiles = [new("veileder", Start, [new("k", 2, 1), new("tung", 2, 5), new("tyngre", 2, 5)])],
            Adaptations = [new("b", "veileder", Start, [new("k", 1, 1)])],
        };
        var differing = await RowAsync(agency, "fylke");
        (differing.RequiredMin, differing.RequiredMax, differing.Numbers.HasMeanLevel).ShouldBe((1, 2, false));
    }

    [Fact]
    public async Task Whether_a_need_is_met_is_told_only_to_who_leads_all_who_could_meet_it()
    {
        var agency = Fylke(("a", 6, 6, 0)) with { Needs = [new("a", "k", 2, 7), new("fylke", "k", 2, 5)] };

        (await ReportAsync(agency, "fylke")).UnitNeedRows
            .Select(row => (row.UnitId, row.Hidden, row.Needed, row.Have, row.Short, row.Vulnerable))
            .ShouldBe([("a", true, 7, 0, 0, false), ("fylke", true, 5, 0, 0, false)]);
        (await ReportAsync(agency, "fylke", leads: ["a"])).UnitNeedRows
            .Select(row => (row.UnitId, row.Hidden, row.Needed, row.Have, row.Short))
            .ShouldBe([("a", false, 7, 6, 1), ("fylke", true, 5, 0, 0)]);
    }

    [Fact]
    public async Task How_many_work_in_a_small_office_is_hidden_too()
    {
        var (whole, small, large) = (await ReportAsync(Fem, "fylke"), await ReportAsync(Fem, "liten"), await ReportAsync(Fem, "stor"));
        (whole.SmallGroupsHidden, whole.PeopleHidden, whole.Positions, whole.Fte, whole.Employees).ShouldBe((true, false, 91, 91, 0));
        (small.PeopleHidden, small.Positions, small.Fte).ShouldBe((true, 0, 0));
        (large.PeopleHidden, large.Positions).ShouldBe((false, 24));
    }

    [Fact]
    public async Task Who_sees_everything_is_told_that_nothing_is_hidden()
    {
        var report = await ReportAsync(Fylke(("liten", 1, 1, 1)), "fylke", leads: null);

        (report.SmallGroupsHidden, report.PeopleHidden, report.Employees).ShouldBe((false, false, 3));
        report.RoleRows.ShouldAllBe(row => !row.Hidden);
    }

    static (int Positions, int Met, int Below, int Unknown) Met(RoleRow row) =>
        (row.Numbers.Positions, row.Numbers.Met, row.Numbers.Below, row.Numbers.Unknown);

    async Task<RoleRow> RowAsync(PlainAgency agency, string unit, params string[]? leads) =>
        (await ReportAsync(agency, unit, leads)).RoleRows.Single(row => row.CompetenceId == "k");

    async Task<UnitReport> ReportAsync(PlainAgency agency, string unit, params string[]? leads)
    {
        agencies.Leads = leads;
        return await agencies.ReportAsync(await agencies.RecordAsync(agency), new Question(unit, Today));
    }

    /// <summary>A county with nobody of its own and these offices: veiledere who are at level 2, which is required, at 1, and at none known.</summary>
    static PlainAgency Fylke(params (string Office, int Met, int Below, int Unknown)[] offices)
    {
        var people = offices.SelectMany(office =>
            Enumerable.Range(0, office.Met + office.Below + office.Unknown).Select(i => (
                Id: $"{office.Office}-{i}", office.Office,
                Level: i < office.Met ? 2 : i < office.Met + office.Below ? 1 : (int?)null))).ToList();
        return new PlainAgency
        {
            Units = [new("fylke", null), .. offices.Select(office => new PlainUnit(office.Office, "fylke"))],
            Employees = [.. people.Select(person => person.Id)],
            Roles = ["veileder"],
            Competences = ["k"],
            Profiles = [new("veileder", Start, [new("k", 2, 3)])],
            Positions = [.. people.Select(person => new PlainPosition(person.Id, person.Office, "veileder", 1m, Start, null))],
            Assessments = [.. people.Where(person => person.Level is not null).Select(person => new PlainAssessment(person.Id, "k", Basis.Agreed, person.Level!.Value, Start))],
        };
    }
}
