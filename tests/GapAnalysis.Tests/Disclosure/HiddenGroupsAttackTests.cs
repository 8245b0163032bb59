using Kompetanse.GapAnalysis.Tests.UnitReports;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>Whoever fetches every report and computes is left with no number about fewer than five people.</summary>
public sealed class HiddenGroupsAttackTests(HiddenAgencies agencies, ITestOutputHelper output) : IClassFixture<HiddenAgencies>
{
    [Fact]
    public void Nothing_hidden_can_be_computed_from_all_that_is_shown()
    {
        var (shown, hidden) = (0, 0);
        CrowdedAgency.Holds(300, 8, 150, async (agency, _) =>
        {
            foreach (var row in (await FetchAsync(agency, [])).Rows())
            {
                Attack.On(row).ShouldBeEmpty();
                shown += row.Places.Count(place => row.IsShown(place) && row.Positions(place) > 0);
                hidden += row.Places.Count(place => !row.IsShown(place));
            }
        });

        // Where nothing is shown nothing can be computed, and where nothing is hidden neither.
        output.WriteLine($"{shown} numbers shown, {hidden} hidden");
        shown.ShouldBeGreaterThan(300);
        hidden.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Nor_by_one_who_leads_some_of_the_units_and_subtracts_them() => CrowdedAgency.Holds(300, 8, 150, async (agency, dice) =>
    {
        var leads = agency.Units.Where(_ => dice.Next(3) == 0).Select(unit => unit.Id).ToHashSet();
        var fetched = await FetchAsync(agency, leads);
        foreach (var row in fetched.Rows().Append(fetched.Positions()))
        {
            Attack.On(row).ShouldBeEmpty();
        }
    });

    [Fact]
    public void Nor_by_going_through_every_agency_that_would_show_the_same() => CrowdedAgency.Holds(100, 4, 22, async (agency, dice) =>
    {
        var leads = agency.Units.Where(_ => dice.Next(6) == 0).Select(unit => unit.Id).ToHashSet();
        foreach (var row in (await FetchAsync(agency, leads)).Rows())
        {
            Enumeration.On(row).ShouldBeEmpty();
        }
    });

    [Fact]
    public void What_was_shown_of_a_date_is_shown_of_it_after_units_have_moved_and_nothing_else() => CrowdedAgency.Holds(60, 8, 150, async (agency, dice) =>
    {
        var leads = agency.Units.Where(_ => dice.Next(3) == 0).Select(unit => unit.Id).ToHashSet();
        var organisation = await agencies.RecordAsync(agency);
        var before = await Fetched.AllAsync(agencies, organisation, agency, leads);

        await agencies.MoveAsync(organisation, RandomAgency.Possible(agency.Units, Enumerable.Range(1, 8).Select(days => new PlainMove(
            agency.Units[dice.Next(agency.Units.Count)].Id, CrowdedAgency.Today.AddDays(days),
            dice.Next(4) == 0 ? null : agency.Units[dice.Next(agency.Units.Count)].Id, "Nytt navn"))));

        (await Fetched.AllAsync(agencies, organisation, agency, leads)).Reports.ShouldBe(before.Reports, ignoreOrder: true);
    });

    [Fact]
    public void The_attack_finds_what_is_told_when_only_small_groups_themselves_are_hidden()
    {
        var (pinned, apart) = (0, 0);
        CrowdedAgency.Holds(100, 8, 150, async (agency, _) =>
        {
            foreach (var row in (await FetchAsync(agency, null)).Rows())
            {
                var found = Attack.On(Naive(row));
                pinned += found.Count(what => what.Contains("can only be"));
                apart += found.Count(what => what.Contains("told apart"));
            }
        });

        output.WriteLine($"{pinned} numbers pinned, {apart} groups told apart");
        pinned.ShouldBeGreaterThan(20);
        apart.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Going_through_every_agency_finds_all_that_the_attack_finds()
    {
        var found = 0;
        CrowdedAgency.Holds(200, 3, 24, async (agency, _) =>
        {
            foreach (var naive in (await FetchAsync(agency, null)).Rows().Select(Naive))
            {
                var pinned = Attack.On(naive).Count(what => what.Contains("can only be"));
                Enumeration.On(naive).Count.ShouldBeGreaterThanOrEqualTo(pinned);
                found += pinned;
            }
        });

        found.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void How_many_positions_there_are_tells_no_small_group_apart() => CrowdedAgency.Holds(100, 8, 60, async (agency, _) =>
        Attack.On((await FetchAsync(agency, [])).Positions()).ShouldBeEmpty());

    [Fact]
    public void What_is_shown_is_what_the_exact_report_says() => CrowdedAgency.Holds(100, 8, 150, async (agency, dice) =>
    {
        var leads = agency.Units.Where(_ => dice.Next(3) == 0).Select(unit => unit.Id).ToHashSet();
        var organisation = await agencies.RecordAsync(agency);
        var exact = await Fetched.AllAsync(agencies, organisation, agency, null);
        foreach (var (place, report) in (await Fetched.AllAsync(agencies, organisation, agency, leads)).Reports)
        {
            ShouldBeShownAsIn(exact.Reports[place], report);
        }
    });

    [Fact]
    public void Rows_by_competence_are_the_sums_of_the_shown_rows_by_role() => CrowdedAgency.Holds(100, 8, 150, async (agency, _) =>
    {
        foreach (var report in (await FetchAsync(agency, [])).Reports.Values)
        {
            var byCompetence = report.RoleRows.ToLookup(row => row.CompetenceId);
            report.CompetenceRows.Select(row => row.CompetenceId).ShouldBe(byCompetence.Select(same => same.Key), ignoreOrder: true);
            foreach (var row in report.CompetenceRows)
            {
                IsSumOf(row, [.. byCompetence[row.CompetenceId].Where(one => !one.Hidden)]);
            }
        }
    });

    [Fact]
    public void The_order_of_the_rows_tells_nothing_that_they_do_not() => CrowdedAgency.Holds(100, 8, 150, async (agency, _) =>
    {
        foreach (var report in (await FetchAsync(agency, [])).Reports.Values)
        {
            report.RoleRows.ShouldBe(report.RoleRows
                .OrderBy(row => row.Hidden)
                .ThenByDescending(row => row.Hidden ? 0 : NotMet(row.Numbers) * row.Numbers.GoalWeight)
                .ThenByDescending(row => row.Hidden ? 0 : NotMet(row.Numbers))
                .ThenBy(row => row.RoleId, StringComparer.Ordinal)
                .ThenBy(row => row.CompetenceId, StringComparer.Ordinal));
        }
    });

    [Fact]
    public void Who_leads_all_the_units_gets_the_exact_report() => CrowdedAgency.Holds(60, 8, 60, async (agency, _) =>
    {
        var organisation = await agencies.RecordAsync(agency);
        var exact = await Fetched.AllAsync(agencies, organisation, agency, null);
        var all = await Fetched.AllAsync(agencies, organisation, agency, [.. agency.Units.Select(unit => unit.Id)]);
        all.Reports.ShouldBe(exact.Reports);
    });

    async Task<Fetched> FetchAsync(PlainAgency agency, IReadOnlyCollection<string>? leads) =>
        await Fetched.AllAsync(agencies, await agencies.RecordAsync(agency), agency, leads);

    static void ShouldBeShownAsIn(UnitReport exact, UnitReport report)
    {
        if (!report.SmallGroupsHidden)
        {
            report.ShouldBe(exact);
            return;
        }

        report.Employees.ShouldBe(0);
        (report.Positions, report.Fte).ShouldBe(report.PeopleHidden ? (0, 0) : (exact.Positions, exact.Fte));
        report.AdaptationsToRenew.ShouldBe(exact.AdaptationsToRenew);
        report.RoleRows.Select(row => (row.RoleId, row.CompetenceId)).ShouldBe(exact.RoleRows.Select(row => (row.RoleId, row.CompetenceId)), ignoreOrder: true);
        foreach (var row in report.RoleRows)
        {
            var same = exact.RoleRows.Single(one => one.RoleId == row.RoleId && one.CompetenceId == row.CompetenceId).Clone();
            if (row.Hidden)
            {
                (same.RequiredMin, same.RequiredMax, same.Numbers, same.Hidden) = (0, 0, null, true);
            }
            else
            {
                (same.Numbers.SelfOnly, same.Numbers.WeightedGap, same.Numbers.Priority) = (0, 0, 0);
                if (same.RequiredMin < same.RequiredMax)
                {
                    same.Numbers.ClearMeanLevel();
                }
            }

            row.ShouldBe(same);
        }

        foreach (var (row, same) in report.UnitNeedRows.Zip(exact.UnitNeedRows))
        {
            row.ShouldBe(row.Hidden ? WithoutWhatThereIs(same) : same);
        }
    }

    static UnitNeedRow WithoutWhatThereIs(UnitNeedRow row)
    {
        var hidden = row.Clone();
        (hidden.Hidden, hidden.Have, hidden.Short, hidden.Vulnerable) = (true, 0, 0, false);
        return hidden;
    }

    static void IsSumOf(CompetenceRow row, List<RoleRow> parts)
    {
        row.Hidden.ShouldBe(parts.Count == 0);
        if (row.Hidden)
        {
            row.Numbers.ShouldBeNull();
            (row.RequiredMin, row.RequiredMax).ShouldBe((0, 0));
            return;
        }

        var (n, of) = (row.Numbers, parts.ConvertAll(part => part.Numbers));
        (n.Positions, n.Met, n.Below, n.Unknown).ShouldBe((of.Sum(one => one.Positions), of.Sum(one => one.Met), of.Sum(one => one.Below), of.Sum(one => one.Unknown)));
        n.Fte.ShouldBe(of.Sum(one => one.Fte), 1e-9);
        (row.RequiredMin, row.RequiredMax).ShouldBe((parts.Min(part => part.RequiredMin), parts.Max(part => part.RequiredMax)));
        n.Coverage.ShouldBe((double)n.Met / n.Positions, 1e-12);
        (n.SelfOnly, n.WeightedGap, n.Priority).ShouldBe((0, 0, 0));
        if (n.HasMeanLevel)
        {
            n.MeanLevel.ShouldBe(of.Sum(one => one.MeanLevel * (one.Met + one.Below)) / (n.Met + n.Below), 1e-9);
            parts.ShouldAllBe(part => part.Numbers.HasMeanLevel || part.Numbers.Met + part.Numbers.Below == 0);
        }
    }

    /// <summary>As if each number were hidden by itself, and never another with it.</summary>
    static Row Naive(Row exact) => exact with
    {
        Shown = exact.Shown.Where(place => place.Value.All(number => number is 0 or >= 5)).ToDictionary(),
    };

    static int NotMet(Numbers numbers) => numbers.Positions - numbers.Met;
}
