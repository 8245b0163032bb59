using Google.Protobuf.WellKnownTypes;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;
using UnitReport = Kompetanse.Protos.Gap.V1.UnitReport;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>A report is of the tree and the names of its date; who may see it is decided by those of today.</summary>
public sealed class TreeOfThatDateExampleTests(SqliteAgencies agencies) : IClassFixture<SqliteAgencies>
{
    static readonly DateOnly LongAgo = new(2025, 6, 1);
    static readonly DateOnly Moved = new(2026, 6, 1); // Which is today.

    /// <summary>Two offices below a directorate. Nord comes below Sør, and gets another name.</summary>
    static readonly PlainAgency Agency = new()
    {
        Units = [new("dir", null), new("sor", "dir"), new("nord", "dir")],
        Employees = ["ola", "siri", "kari", "per", "nils", "lise"],
        Roles = ["leder", "veileder"],
        Competences = ["samtale"],
        Profiles = [new("veileder", new(2024, 1, 1), [new("samtale", 3, 3)])],
        Positions =
        [
            new("ola", "dir", "leder", 1, new(2020, 1, 1), null), new("siri", "sor", "leder", 1, new(2020, 1, 1), null),
            new("kari", "sor", "veileder", 1, new(2022, 3, 1), null), new("per", "sor", "veileder", 0.5m, new(2022, 3, 1), null),
            new("nils", "nord", "leder", 1, new(2020, 1, 1), null), new("lise", "nord", "veileder", 1, new(2025, 1, 1), null),
        ],
        Assessments = [new("kari", "samtale", Basis.Agreed, 3, new(2025, 5, 5)), new("lise", "samtale", Basis.Self, 3, new(2025, 5, 5))],
        Needs = [new("sor", "samtale", 3, 1), new("nord", "samtale", 3, 1)],
        Moves = [new("nord", Moved, "sor", "Kontor Sør avd. Nord")],
    };

    [Fact]
    public async Task What_is_moved_today_is_not_in_the_report_of_a_day_before()
    {
        var before = await agencies.RecordAsync(Agency with { Moves = [] });
        var after = await agencies.RecordAsync(Agency);
        await agencies.ReopenAsync();

        (await ReportAsync(before, "sor", LongAgo)).Employees.ShouldBe(3);
        (await ReportAsync(after, "sor", LongAgo)).Employees.ShouldBe(3);
        (await ReportAsync(after, "sor", Moved.AddDays(-1))).Employees.ShouldBe(3);
        (await ReportAsync(after, "sor", Moved)).Employees.ShouldBe(5);
        (await ReportAsync(after, "sor", Moved.AddYears(1))).Employees.ShouldBe(5);
        (await ReportAsync(after, "dir", LongAgo)).Employees.ShouldBe(6);
    }

    [Fact]
    public async Task Without_a_date_it_is_the_tree_of_today()
    {
        var report = await agencies.ReportAsync(await agencies.RecordAsync(Agency), new GetUnitReportRequest { UnitId = "sor" });

        (report.AsOf, report.Employees).ShouldBe(("2026-06-01", 5));
    }

    [Fact]
    public async Task Units_have_the_names_of_the_date()
    {
        var organisation = await agencies.RecordAsync(Agency);

        (await ReportAsync(organisation, "nord", LongAgo)).UnitName.ShouldBe("Enhet nord");
        (await ReportAsync(organisation, "nord", Moved)).UnitName.ShouldBe("Kontor Sør avd. Nord");
        (await ReportAsync(organisation, "dir", LongAgo)).UnitNeedRows.Select(row => (row.UnitName, row.Have))
            .ShouldBe([("Enhet nord", 1), ("Enhet sor", 1)]);
        (await ReportAsync(organisation, "dir", Moved)).UnitNeedRows.Select(row => (row.UnitName, row.Have))
            .ShouldBe([("Kontor Sør avd. Nord", 1), ("Enhet sor", 2)]);
    }

    [Fact]
    public async Task Of_local_adaptations_the_nearest_in_the_tree_of_the_date_counts()
    {
        var organisation = await agencies.RecordAsync(Agency with
        {
            Profiles = [new("veileder", new(2024, 1, 1), [new("samtale", 3, 1), new("annet", 1, 5), new("tredje", 1, 5)])],
            Competences = ["samtale", "annet", "tredje"],
            Adaptations = [new("sor", "veileder", new(2024, 1, 1), [new("samtale", 5, 1)])],
        });

        (await RequiredAsync(LongAgo), await RequiredAsync(Moved)).ShouldBe((3, 5));

        async Task<int> RequiredAsync(DateOnly date) => (await ReportAsync(organisation, "nord", date)).RoleRows
            .Single(row => row.CompetenceId == "samtale").RequiredMax;
    }

    [Fact]
    public async Task Who_leads_above_today_sees_the_past_of_what_is_below_today()
    {
        await using var led = await LedAgency.OpenAsync();
        await led.MoveAsync();

        led.IsGranted("siri", "nord", LongAgo).ShouldBeTrue();
        led.IsGranted("siri", "dir", LongAgo).ShouldBeFalse();
        led.IsGranted("lise", "nord", LongAgo).ShouldBeTrue();
        led.IsGranted("lise", "sor", LongAgo).ShouldBeFalse();
    }

    [Fact]
    public async Task Small_groups_are_hidden_in_the_past_of_units_that_one_does_not_lead_today()
    {
        await using var led = await LedAgency.OpenAsync();
        led.SightOf("siri", "sor", LongAgo).ShouldBeOfType<Sight.Exact>();
        await led.MoveAsync();

        // On that day Sør was what Siri leads today; now there is Nord below, which Nils leads.
        led.SightOf("siri", "sor", LongAgo).ShouldBeOfType<Sight.Exact>();
        led.SightOf("siri", "sor", Moved).ShouldBeOfType<Sight.SmallGroupsHidden>().KnownExactly.Select(unit => unit.Key).ShouldBe(["sor"]);
        led.SightOf("nils", "nord", LongAgo).ShouldBeOfType<Sight.Exact>();
        led.SightOf("siri", "nord", LongAgo).ShouldBeOfType<Sight.SmallGroupsHidden>();
    }

    Task<UnitReport> ReportAsync(string organisation, string unit, DateOnly date) =>
        agencies.ReportAsync(organisation, new Question(unit, date));

    /// <summary>The agency, each unit with a leader, as the rules about reports see it today.</summary>
    sealed class LedAgency : MemoryAgencies
    {
        string _organisation = "";
        Agency _agency = null!;

        /// <summary>Before anything has moved.</summary>
        public static async Task<LedAgency> OpenAsync()
        {
            var led = new LedAgency();
            led._organisation = await led.RecordAsync(TreeOfThatDateExampleTests.Agency with { Moves = [] });
            foreach (var (unit, leader) in new[] { ("dir", "ola"), ("sor", "siri"), ("nord", "nils") })
            {
                await led.ExecuteAsync(led._organisation, new UpdateUnitRequest
                {
                    Unit = new Unit { Id = unit, Leaderships = { new Leadership { EmployeeId = leader, Kind = LeadershipKind.Leader } } },
                    UpdateMask = new FieldMask { Paths = { "leaderships" } },
                });
            }

            await led.ReportAsync(led._organisation, new Question("dir", Moved));
            return led;
        }

        public Task MoveAsync() => MoveAsync(_organisation, TreeOfThatDateExampleTests.Agency.Moves);

        public bool IsGranted(string employee, string unit, DateOnly date) => ReportAccess.RulingOn(
            _agency, new GetUnitReportRequest { UnitId = unit, AsOf = $"{date:yyyy-MM-dd}" },
            new Asking(new Caller { EmployeeId = employee }, Moved)).IsGranted;

        public Sight SightOf(string employee, string unit, DateOnly date) => ReportAccess.SightOf(
            _agency, new UnitReportQuestion(_agency.Units[unit], OnlyUnit: false, date, Competence.Assessments.LevelBasis.Best),
            new QueryContext(Moved, 0, new Caller { EmployeeId = employee }, (_, _) => null));

        protected override Sight SightIn(Agency agency)
        {
            _agency = agency;
            return new Sight.Exact();
        }
    }
}
