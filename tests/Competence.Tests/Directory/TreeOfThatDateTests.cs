using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;
using Unit = Kompetanse.Protos.Directory.V1.Unit;

namespace Kompetanse.Competence.Tests.Directory;

/// <summary>The tree of a date is the tree as it was on it: names, parents and what is below.</summary>
public sealed class TreeOfThatDateTests
{
    static readonly DateOnly LongAgo = new(2020, 1, 1);
    static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task A_change_counts_from_the_day_it_was_recorded()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "nav", "Nav Oslo", UnitType.Special));

        await agency.ReopenAsync();
        var oslo = agency.State.Units["oslo"];
        (Names(oslo, new(2026, 3, 31)), oslo.SavedOn(new(2026, 3, 31)).Type).ShouldBe(("Kontor Oslo: oslo ost nav", UnitType.Office));
        (Names(oslo, new(2026, 4, 1)), oslo.SavedOn(new(2026, 4, 1)).Type).ShouldBe(("Nav Oslo: oslo nav", UnitType.Special));
        Names(oslo, new(2030, 1, 1)).ShouldBe("Nav Oslo: oslo nav");
        (Below(agency, "ost", new(2026, 3, 31)), Below(agency, "ost", new(2026, 4, 1))).ShouldBe(("oslo ost", "ost"));
        (Below(agency, "nav", LongAgo), Below(agency, "nav", new(2026, 4, 1))).ShouldBe(("nav oslo ost", "nav oslo ost"));
    }

    [Fact]
    public async Task What_stands_now_is_what_is_shown()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "nav", "Nav Oslo"));

        var shown = await agency.AskAsync<Unit>(new GetUnitRequest { Id = "oslo" });
        (shown.Name, shown.ParentId, shown.Sites.Count).ShouldBe(("Nav Oslo", "nav", 1));
        (agency.State.Units["oslo"].Parent?.Key, agency.State.Units["ost"].Children.Count).ShouldBe(("nav", 0));
    }

    [Fact]
    public async Task What_a_unit_was_created_with_counts_since_ever()
    {
        await using var agency = await Given.Agency(new CreateUnitRequest { Unit = Some.Unit("bærum", "ost") });

        Names(agency.State.Units["bærum"], LongAgo).ShouldBe("Enhet bærum: bærum ost nav");
        Below(agency, "ost", LongAgo).ShouldBe("bærum oslo ost");
    }

    [Fact]
    public async Task Also_when_it_is_changed_on_the_day_that_it_was_created()
    {
        await using var agency = await Given.Agency(Change("oslo", "nav", "Nav Oslo"));

        Names(agency.State.Units["oslo"], Today.AddDays(-1)).ShouldBe("Kontor Oslo: oslo ost nav");
        Names(agency.State.Units["oslo"], Today).ShouldBe("Nav Oslo: oslo nav");
    }

    [Fact]
    public async Task Of_several_changes_on_one_day_the_last_counts_for_that_day()
    {
        await using var agency = await Given.Agency(new CreateUnitRequest { Unit = Some.Unit("vest", "nav") });
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "vest", "Først"), Change("oslo", "nav", "Så"));
        OnDay(agency, "2026-04-02");
        await agency.DoAsync(Change("oslo", "vest", "Dagen etter"));

        var oslo = agency.State.Units["oslo"];
        Names(oslo, new(2026, 3, 31)).ShouldBe("Kontor Oslo: oslo ost nav");
        Names(oslo, new(2026, 4, 1)).ShouldBe("Så: oslo nav");
        Names(oslo, new(2026, 4, 2)).ShouldBe("Dagen etter: oslo vest nav");
        (Below(agency, "vest", new(2026, 4, 1)), Below(agency, "vest", new(2026, 4, 2))).ShouldBe(("vest", "oslo vest"));
    }

    [Fact]
    public async Task The_day_is_that_of_Oslo()
    {
        await using var agency = await Given.Agency();
        agency.Time.Now = DateTimeOffset.Parse("2026-04-01T22:30:00Z"); // Half an hour past midnight in Oslo.
        await agency.DoAsync(Change("oslo", "nav", "Nav Oslo"));

        Names(agency.State.Units["oslo"], new(2026, 4, 1)).ShouldBe("Kontor Oslo: oslo ost nav");
        Names(agency.State.Units["oslo"], new(2026, 4, 2)).ShouldBe("Nav Oslo: oslo nav");
    }

    [Fact]
    public async Task A_unit_that_comes_back_was_away_in_between()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "nav", "Kontor Oslo"));
        OnDay(agency, "2026-05-01");
        await agency.DoAsync(Change("oslo", "ost", "Kontor Oslo"));

        foreach (var (day, below) in new[] { (new DateOnly(2026, 3, 31), "oslo ost"), (new(2026, 4, 1), "ost"), (new(2026, 4, 30), "ost"), (new(2026, 5, 1), "oslo ost") })
            Below(agency, "ost", day).ShouldBe(below, $"{day:O}");
    }

    [Fact]
    public async Task Who_leads_is_told_by_the_list_as_it_stands()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-01");
        // That Cato led was an error: the list is corrected.
        await agency.DoAsync(new UpdateUnitRequest
        {
            Unit = new Unit { Id = "oslo", Leaderships = { Some.Leader("bo") } }, UpdateMask = Some.Mask("leaderships"),
        });

        var oslo = agency.State.Units["oslo"];
        Leading.Leads("bo", oslo, Today).ShouldBeTrue();
        Leading.Leads("cato", oslo, Today).ShouldBeFalse();
    }

    [Fact]
    public async Task Units_that_trade_places_have_no_cycle_on_any_day()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(new ImportRequest { Units = { Some.Unit("oslo", "nav"), Some.Unit("ost", "oslo") } });

        Path(agency.State.Units["oslo"], new(2026, 3, 31)).ShouldBe("oslo ost nav");
        Path(agency.State.Units["ost"], new(2026, 4, 1)).ShouldBe("ost oslo nav");
    }

    [Fact]
    public async Task A_clock_that_was_put_back_makes_no_cycle()
    {
        await using var agency = await Given.Agency();
        OnDay(agency, "2026-04-10");
        await agency.DoAsync(Change("oslo", "", "Kontor Oslo"));
        OnDay(agency, "2026-04-05");
        // On 5 April Oslo is below east; were east below Oslo from that day on, the two would go round.
        await agency.DoAsync(Change("ost", "oslo", "Fylke øst"));

        Path(agency.State.Units["oslo"], new(2026, 4, 5)).ShouldBe("oslo ost nav");
        Path(agency.State.Units["ost"], new(2026, 4, 5)).ShouldBe("ost nav");
        Path(agency.State.Units["ost"], new(2026, 4, 10)).ShouldBe("ost oslo");
    }

    [Fact]
    public void On_every_date_the_tree_is_the_one_that_stood_when_the_day_ended() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40).WithStartSize(5).WithEndSize(30),
        Prop.ForAll(Steps.ArrayOf().ToArbitrary(), HoldsAsync));

    [Fact]
    public async Task Of_the_local_adaptations_the_nearest_on_the_date_counts()
    {
        await using var agency = await Given.Agency(new CreateUnitRequest { Unit = Some.Unit("vest", "nav") });
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "vest", "Kontor Oslo"));

        // East asks for medvirkning 3; west has changed nothing.
        (await ExpectedInOsloAsync(agency, "2026-03-31")).ShouldBe(3);
        (await ExpectedInOsloAsync(agency, "2026-04-01")).ShouldBe(2);
        (await ExpectedInOsloAsync(agency, "")).ShouldBe(2);
    }

    [Fact]
    public async Task What_was_read_of_a_unit_is_told_to_those_who_worked_below_it_on_that_day()
    {
        await using var agency = await Given.Agency(new CreateUnitRequest { Unit = Some.Unit("vest", "nav") });
        OnDay(agency, "2026-04-01");
        await agency.DoAsync(Change("oslo", "vest", "Kontor Oslo"));
        Read(agency, 101, "ost", "2026-03-20");
        Read(agency, 102, "vest", "2026-03-25");
        Read(agency, 103, "vest", "2026-04-02");

        agency.Caller = By.Employee("anna");
        (await agency.AskAsync<ListAccessesResponse>(new ListAccessesRequest())).Accesses
            .Select(access => (access.UnitId, $"{access.AccessedAt.ToDateTime():yyyy-MM-dd}"))
            .ShouldBe([("vest", "2026-04-02"), ("ost", "2026-03-20")]);
    }

    /// <summary>Any unit under any other, also where that would go round; or a new one; or days going by.</summary>
    static readonly Gen<(int Kind, int A, int B)> Steps =
        from kind in Gen.Choose(0, 6)
        from a in Gen.Choose(0, 20)
        from b in Gen.Choose(0, 20)
        select (kind, a, b);

    static async Task HoldsAsync((int Kind, int A, int B)[] steps)
    {
        await using var agency = await Given.EmptyAgency();
        var parents = new Dictionary<string, string>();
        // What each unit was created with, and all parents as they were at the end of each day.
        var created = new Dictionary<string, string>();
        var evenings = new SortedDictionary<DateOnly, Dictionary<string, string>>();
        var today = Today;
        foreach (var (kind, a, b) in steps)
        {
            if (kind == 0)
            {
                today = today.AddDays(1 + (a % 2));
                OnDay(agency, $"{today:yyyy-MM-dd}");
            }
            else if (kind < 3 || parents.Count == 0)
            {
                var id = $"u{parents.Count}";
                var parent = parents.Count == 0 ? "" : $"u{b % parents.Count}";
                await agency.DoAsync(new CreateUnitRequest { Unit = Some.Unit(id, parent) });
                (parents[id], created[id]) = (parent, parent);
            }
            else
            {
                var (id, parent) = ($"u{a % parents.Count}", b == 20 ? "" : $"u{b % parents.Count}");
                try
                {
                    await agency.DoAsync(Change(id, parent, $"{id} {parent}"));
                    parents[id] = parent;
                }
                catch (RefusedException)
                {
                    // It would have gone round.
                }
            }

            evenings[today] = new(parents);
        }

        for (var day = Today.AddDays(-2); day <= today.AddDays(2); day = day.AddDays(1))
        {
            var evening = evenings.LastOrDefault(one => one.Key <= day).Value ?? [];
            foreach (var unit in agency.State.Units.All)
            {
                var parent = evening.GetValueOrDefault(unit.Key, created[unit.Key]);
                (unit.ParentOn(day)?.Key ?? "").ShouldBe(parent, $"above {unit.Key} on {day:O}");
                // Ends, and so goes nowhere round; and down is what up is.
                var above = unit.AndAbove(day).Take(parents.Count + 1).Select(one => one.Key).ToList();
                above.Count.ShouldBeLessThanOrEqualTo(parents.Count);
                agency.State.Units.All.Where(one => one.Subtree(day).Contains(unit)).Select(one => one.Key).ShouldBe(above, ignoreOrder: true);
            }
        }
    }

    static void Read(TestAgency agency, long position, string unit, string day) => AccessLog.Apply(
        agency.State,
        new AccessRecorded { Ground = Ground.Client, UnitId = unit },
        new EventContext(
            position, DateTime.Parse($"{day}T10:00:00Z").ToUniversalTime(), "client:system", "kompetanse.gap.v1.GetUnitReportRequest", (_, _) => null));

    static void OnDay(TestAgency agency, string day) => agency.Time.Now = DateTimeOffset.Parse($"{day}T10:00:00Z");

    static UpdateUnitRequest Change(string id, string parent, string name, UnitType type = UnitType.Office) => new()
    {
        Unit = new Unit { Id = id, Name = name, ParentId = parent, Type = type }, UpdateMask = Some.Mask("name", "parent_id", "type"),
    };

    static string Names(Kompetanse.Competence.Directory.Unit unit, DateOnly day) => $"{unit.SavedOn(day).Name}: {Path(unit, day)}";

    static string Path(Kompetanse.Competence.Directory.Unit unit, DateOnly day) => string.Join(' ', unit.AndAbove(day).Take(9).Select(at => at.Key));

    static string Below(TestAgency agency, string unit, DateOnly day) =>
        string.Join(' ', agency.State.Units[unit].Subtree(day).Select(at => at.Key).Order(StringComparer.Ordinal));

    static async Task<int> ExpectedInOsloAsync(TestAgency agency, string date) =>
        (await agency.AskAsync<RoleProfile>(new GetRoleProfileRequest { RoleId = "beslutter", UnitId = "oslo", AsOf = date }))
        .Expectations.Single(expectation => expectation.CompetenceId == "medvirkning").Level;
}
