using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>
/// Which expectations count: county over office over team, a person in each. The national profile weighs 20, so that a
/// change to what weighs 3 leaves exactly 85 %.
/// </summary>
public sealed class ProfileExampleTests(SqliteAgencies agencies) : IClassFixture<SqliteAgencies>
{
    static readonly DateOnly Day = new(2026, 3, 1);

    static readonly Expected[] National = [new("a", 3, 5), new("b", 3, 5), new("c", 3, 5), new("d", 3, 2), new("e", 3, 3)];

    static readonly PlainAgency Agency = new()
    {
        Units = [new("fylke", null), new("kontor", "fylke"), new("team", "kontor"), new("nabo", "fylke")],
        Employees = ["anna", "bo", "cato", "dina"],
        Roles = ["veileder"],
        Competences = ["a", "b", "c", "d", "e"],
        Profiles = [new("veileder", new(2025, 1, 1), National)],
        Positions =
        [
            new("anna", "fylke", "veileder", 1m, new(2024, 1, 1), null),
            new("bo", "kontor", "veileder", 1m, new(2024, 1, 1), null),
            new("cato", "team", "veileder", 1m, new(2024, 1, 1), null),
            new("dina", "nabo", "veileder", 1m, new(2024, 1, 1), null),
        ],
    };

    [Fact]
    public async Task A_role_without_a_profile_has_positions_and_no_rows()
    {
        var report = await ReportAsync(Agency with { Profiles = [] }, "fylke", Day);

        (report.Employees, report.Positions, report.Fte).ShouldBe((4, 4, 4));
        report.RoleRows.ShouldBeEmpty();
        report.CompetenceRows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_the_first_version_nothing_is_expected()
    {
        (await RequiredAsync(Agency, "team", new(2024, 12, 31))).ShouldBeEmpty();
        (await RequiredAsync(Agency, "team", new(2025, 1, 1))).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 3"]);
    }

    [Fact]
    public async Task A_new_version_replaces_the_one_before_as_a_whole_from_its_day()
    {
        var agency = Agency with { Profiles = [.. Agency.Profiles, new("veileder", Day, [new("b", 4, 1)])] };

        (await RequiredAsync(agency, "team", Day.AddDays(-1))).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 3"]);
        (await RequiredAsync(agency, "team", Day)).ShouldBe(["b 4"]);
    }

    [Fact]
    public async Task An_adaptation_counts_in_its_unit_and_below_and_not_above_or_beside()
    {
        var agency = Agency with { Adaptations = [new("kontor", "veileder", Day, [new("e", 4, 3)])] };

        (await RequiredAsync(agency, "kontor", Day)).ShouldContain("e 4");
        (await RequiredAsync(agency, "team", Day)).ShouldContain("e 4");
        (await RequiredAsync(agency, "fylke", Day)).ShouldContain("e 3");
        (await RequiredAsync(agency, "nabo", Day)).ShouldContain("e 3");
        (await RequiredAsync(agency, "kontor", Day.AddDays(-1))).ShouldContain("e 3");
    }

    [Fact]
    public async Task The_whole_report_shows_least_and_most_where_adaptations_differ()
    {
        var agency = Agency with { Adaptations = [new("kontor", "veileder", Day, [new("e", 5, 2)])] };
        var row = (await ReportAsync(agency, "fylke", Day)).RoleRows.Single(row => row.CompetenceId == "e");

        // Nobody is assessed: two at 3·3, two at 5·2.
        (row.RequiredMin, row.RequiredMax, row.Numbers.Positions, row.Numbers.WeightedGap).ShouldBe((3, 5, 4, 38));
    }

    [Fact]
    public async Task Of_nested_adaptations_the_nearest_counts_alone()
    {
        var agency = Agency with
        {
            Adaptations =
            [
                new("fylke", "veileder", Day, [new("d", 5, 2)]),
                new("kontor", "veileder", Day, [new("e", 4, 3)]),
            ],
        };

        (await RequiredAsync(agency, "team", Day)).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 4"]);
        (await RequiredAsync(agency, "nabo", Day)).ShouldBe(["a 3", "b 3", "c 3", "d 5", "e 3"]);
    }

    [Fact]
    public async Task An_adaptation_without_changes_is_nearest_too()
    {
        var agency = Agency with
        {
            Adaptations = [new("fylke", "veileder", Day, [new("d", 5, 2)]), new("kontor", "veileder", Day, [])],
        };

        (await RequiredAsync(agency, "team", Day)).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 3"]);
    }

    [Fact]
    public async Task What_an_adaptation_takes_out_is_not_expected_and_what_it_adds_is()
    {
        var agency = Agency with
        {
            Competences = [.. Agency.Competences, "f"],
            Adaptations = [new("team", "veileder", Day, [new("d", null), new("f", 1, 1)])],
        };

        (await RequiredAsync(agency, "team", Day)).ShouldBe(["a 3", "b 3", "c 3", "e 3", "f 1"]);
    }

    [Fact]
    public async Task A_later_version_of_an_adaptation_replaces_the_one_before()
    {
        var agency = Agency with
        {
            Adaptations = [new("team", "veileder", Day, [new("d", 5, 2)]), new("team", "veileder", Day.AddDays(1), [new("e", 4, 3)])],
        };

        (await RequiredAsync(agency, "team", Day)).ShouldBe(["a 3", "b 3", "c 3", "d 5", "e 3"]);
        (await RequiredAsync(agency, "team", Day.AddDays(1))).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 4"]);
    }

    [Fact]
    public async Task Exactly_85_percent_may_be_recorded_and_less_is_refused()
    {
        var exactly = Agency with { Adaptations = [new("team", "veileder", Day, [new("e", null)])] };
        var less = ImportRows.InTwo(Agency with { Adaptations = [new("team", "veileder", Day, [new("e", 4, 3), new("d", 4, 2)])] })[0];

        (await RequiredAsync(exactly, "team", Day)).ShouldBe(["a 3", "b 3", "c 3", "d 3"]);
        (await agencies.RefusalsAsync("refused", less)).ShouldBe(["LOCAL_ADAPTATION_OVER_LIMIT"]);
    }

    [Fact]
    public async Task An_adaptation_under_the_limit_is_set_aside_for_the_next_above_and_shown()
    {
        var newer = Day.AddDays(10);
        var agency = Agency with
        {
            Adaptations = [new("fylke", "veileder", Day, [new("d", 5, 2)]), new("kontor", "veileder", Day, [new("e", 4, 3)])],
            // e weighs 5 of 22 now: the office's change leaves 17/22; the county's leaves 20/22.
            Profiles = [.. Agency.Profiles, new("veileder", newer, [.. National.Take(4), new("e", 3, 5)])],
        };

        (await RequiredAsync(agency, "team", newer.AddDays(-1))).ShouldBe(["a 3", "b 3", "c 3", "d 3", "e 4"]);
        (await ReportAsync(agency, "team", newer.AddDays(-1))).AdaptationsToRenew.ShouldBeEmpty();
        (await RequiredAsync(agency, "team", newer)).ShouldBe(["a 3", "b 3", "c 3", "d 5", "e 3"]);
        var renewal = (await ReportAsync(agency, "fylke", newer)).AdaptationsToRenew.ShouldHaveSingleItem();
        (renewal.UnitId, renewal.RoleId, renewal.ValidFrom).ShouldBe(("kontor", "veileder", "2026-03-01"));
        renewal.Unchanged.ShouldBe(17 / 22.0, 1e-12);
    }

    [Fact]
    public async Task Where_every_adaptation_is_set_aside_the_national_profile_stands_and_all_are_shown()
    {
        var newer = Day.AddDays(10);
        var agency = Agency with
        {
            Adaptations = [new("fylke", "veileder", Day, [new("d", 5, 2)]), new("kontor", "veileder", Day, [new("e", 4, 3)])],
            Profiles = [.. Agency.Profiles, new("veileder", newer, [new("d", 1, 1), new("e", 1, 1)])],
        };

        (await RequiredAsync(agency, "team", newer)).ShouldBe(["d 1", "e 1"]);
        (await ReportAsync(agency, "team", newer)).AdaptationsToRenew.Select(one => one.UnitId).ShouldBe(["fylke", "kontor"]);
    }

    [Fact]
    public async Task An_agency_with_an_adaptation_set_aside_from_its_first_day_can_be_imported_again()
    {
        var agency = Agency with
        {
            Adaptations = [new("kontor", "veileder", Day, [new("e", 4, 3)])],
            Profiles = [.. Agency.Profiles, new("veileder", Day, [new("e", 1, 1)], Late: true)],
        };
        var organisation = await agencies.RecordAsync(agency);

        (await agencies.RefusalsAsync(organisation, ImportRows.InTwo(agency)[0])).ShouldBeEmpty();
        (await agencies.ReportAsync(organisation, new Question("team", Day))).AdaptationsToRenew.ShouldHaveSingleItem().Unchanged.ShouldBe(0);
    }

    async Task<List<string>> RequiredAsync(PlainAgency agency, string unit, DateOnly date)
    {
        var report = await ReportAsync(agency, unit, date, onlyUnit: true);
        report.RoleRows.ShouldAllBe(row => row.RequiredMin == row.RequiredMax && row.Numbers.Positions == 1);
        return [.. report.RoleRows.Select(row => $"{row.CompetenceId} {row.RequiredMin}").Order(StringComparer.Ordinal)];
    }

    async Task<UnitReport> ReportAsync(PlainAgency agency, string unit, DateOnly date, bool onlyUnit = false) =>
        await agencies.ReportAsync(await agencies.RecordAsync(agency), new Question(unit, date, OnlyUnit: onlyUnit));
}
