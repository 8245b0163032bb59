using Kompetanse.GapAnalysis.Tests.Disclosure;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>How a unit covers a demanding task: domain rules 3 and 7.</summary>
public sealed class TaskCoverageExampleTests(HiddenAgencies agencies) : IClassFixture<HiddenAgencies>
{
    static readonly DateOnly Start = DemandingAgency.Start;
    static readonly DateOnly Day = new(2026, 3, 1);

    [Theory]
    [InlineData(2, 0, TaskCoverage.Uncovered)]
    [InlineData(2, 1, TaskCoverage.Uncovered)]
    [InlineData(2, 2, TaskCoverage.Vulnerable)]
    [InlineData(2, 3, TaskCoverage.Covered)]
    [InlineData(1, 1, TaskCoverage.Vulnerable)]
    [InlineData(1, 2, TaskCoverage.Covered)]
    public async Task Fewer_than_needed_is_uncovered_and_none_to_spare_vulnerable(int needed, int verified, TaskCoverage expected)
    {
        var agency = await OfficeAsync(needed, "a", "b", "c");
        foreach (var employee in new[] { "a", "b", "c" }.Take(verified))
            (await agency.VerifyAsync(employee, "aap")).ShouldBeTrue();

        (await agency.RowsAsync("kontor", Day)).ShouldHaveSingleItem().ShouldBe(new TaskRow
        {
            UnitId = "kontor", UnitName = "Enhet kontor", TaskId = "aap", TaskName = "Oppgave aap", Needed = needed, Verified = verified,
            NextExpiry = verified > 0 ? "2027-01-01" : "", State = expected,
        });
    }

    [Fact]
    public async Task One_with_a_mentor_is_in_training_and_does_not_cover_it()
    {
        var agency = await OfficeAsync(1, "a", "b");
        await agency.MentorAsync("b", "aap", Start, Day.AddDays(1));
        (await RowAsync(agency, Day)).InTraining.ShouldBe(0); // The mentor may not do it alone yet.
        await agency.VerifyAsync("mentor", "aap");

        Figures(await RowAsync(agency, Day)).ShouldBe((1, 0, 1, 0, TaskCoverage.Uncovered));
        (await RowAsync(agency, Day.AddDays(1))).InTraining.ShouldBe(0);
    }

    [Fact]
    public async Task A_verification_expires_when_its_end_is_at_most_ninety_days_ahead()
    {
        var agency = await OfficeAsync(1, "a", "b");
        var end = new DateOnly(2026, 9, 1);
        await agency.VerifyAsync("a", "aap", end);
        await agency.VerifyAsync("b", "aap");

        (await RowAsync(agency, end.AddDays(-91))).Expiring.ShouldBe(0);
        (await RowAsync(agency, end.AddDays(-91))).NextExpiry.ShouldBe("2026-09-01");
        Figures(await RowAsync(agency, end.AddDays(-90))).ShouldBe((1, 2, 0, 1, TaskCoverage.Covered));
        Figures(await RowAsync(agency, end.AddDays(-1))).ShouldBe((1, 2, 0, 1, TaskCoverage.Covered));
        Figures(await RowAsync(agency, end)).ShouldBe((1, 1, 0, 0, TaskCoverage.Vulnerable));
        (await RowAsync(agency, end)).NextExpiry.ShouldBe("2027-01-01");
    }

    [Fact]
    public async Task A_task_is_there_while_a_requirement_is_in_force_and_somebody_performs_it()
    {
        var agency = await DemandingAgency.OpenAsync(agencies, [At("kontor", "a", to: Day.AddDays(10))], ("aap", "veileder"), ("stans", "beslutter"));
        await agency.RequireAsync("aap", 1, Day);
        await agency.RequireAsync("stans", 1, Day);
        (await agency.RowsAsync("kontor", Day.AddDays(-1))).ShouldBeEmpty();
        (await RowAsync(agency, Day)).TaskId.ShouldBe("aap");
        (await RowAsync(agency, Day.AddDays(9))).State.ShouldBe(TaskCoverage.Uncovered);
        (await agency.RowsAsync("kontor", Day.AddDays(10))).ShouldBeEmpty();

        await agency.RetireAsync("aap", Day.AddDays(5));
        (await agency.RowsAsync("kontor", Day.AddDays(5))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_works_in_a_unit_twice_counts_once_and_in_two_units_in_both()
    {
        var agency = await DemandingAgency.OpenAsync(
            agencies, [At("kontor", "a"), At("kontor", "a", "beslutter"), At("nabo", "a"), At("nabo", "b")], ("aap", "veileder"));
        await agency.RequireAsync("aap", 1, Start);
        await agency.VerifyAsync("a", "aap");

        (await agency.RowsAsync("nav", Day)).Select(row => (row.UnitId, row.Verified)).ShouldBe([("kontor", 1), ("nabo", 1)]);
    }

    [Fact]
    public async Task What_a_larger_unit_does_for_a_smaller_is_delivered_there_and_its_own_need_grows()
    {
        var agency = await OfficesAsync(2);
        foreach (var employee in new[] { "a", "b", "c" })
            await agency.VerifyAsync(employee, "aap");
        (await RowAsync(agency, Day)).State.ShouldBe(TaskCoverage.Covered);
        (await agency.DeliverAsync("aap", "kontor", "nabo", Start, Day.AddDays(1))).ShouldBeTrue();

        (await agency.RowsAsync("nav", Day)).Select(row => (row.UnitId, row.Needed, row.Verified, row.State, row.DeliveredBy)).ShouldBe(
        [
            ("kontor", 4, 3, TaskCoverage.Uncovered, ""), ("nabo", 0, 0, TaskCoverage.Delivered, "kontor"),
        ]);
        (await agency.RowsAsync("nav", Day.AddDays(1))).Select(row => (row.UnitId, row.Needed, row.State, row.DeliveredBy)).ShouldBe(
        [
            ("nabo", 2, TaskCoverage.Uncovered, ""), ("kontor", 2, TaskCoverage.Covered, ""),
        ]);
    }

    [Fact]
    public async Task A_unit_where_nobody_does_it_has_a_row_when_it_is_delivered_there()
    {
        var agency = await OfficesAsync(1);
        await agency.DeliverAsync("aap", "kontor", "fylke", Start);

        (await agency.RowsAsync("fylke", Day, onlyUnit: true)).ShouldHaveSingleItem().State.ShouldBe(TaskCoverage.Delivered);
    }

    [Fact]
    public async Task One_that_has_it_delivered_and_delivers_it_to_another_is_judged_by_what_that_takes()
    {
        var agency = await OfficesAsync(1);
        await agency.VerifyAsync("d", "aap");
        await agency.DeliverAsync("aap", "kontor", "nabo", Start);
        await agency.DeliverAsync("aap", "nabo", "fylke", Start);

        var row = (await agency.RowsAsync("nabo", Day)).ShouldHaveSingleItem();
        (row.Needed, row.Verified, row.State, row.DeliveredBy).ShouldBe((1, 1, TaskCoverage.Vulnerable, "kontor"));
    }

    [Fact]
    public async Task Rows_stand_by_state_then_unit_and_task()
    {
        var agency = await DemandingAgency.OpenAsync(
            agencies,
            [At("kontor", "a"), At("kontor", "a", "beslutter"), At("kontor", "b"), At("nabo", "c"), At("nabo", "d", "beslutter"), At("fylke", "e")],
            ("aap", "veileder"), ("stans", "beslutter"));
        await agency.RequireAsync("aap", 1, Start);
        await agency.RequireAsync("stans", 1, Start);
        await agency.VerifyAsync("a", "aap");
        await agency.VerifyAsync("b", "aap");
        await agency.VerifyAsync("e", "aap");
        await agency.DeliverAsync("stans", "kontor", "nabo", Start);

        (await agency.RowsAsync("nav", Day)).Select(row => $"{row.State} {row.UnitId} {row.TaskId}").ShouldBe(
        [
            "Uncovered kontor stans", "Uncovered nabo aap", "Vulnerable fylke aap", "Covered kontor aap", "Delivered nabo stans",
        ]);
    }

    [Fact]
    public async Task A_refused_or_revoked_verification_does_not_count()
    {
        var agency = await OfficeAsync(1, "a", "b");
        await agency.VerifyAsync("a", "aap", outcome: VerificationOutcome.Refused);
        await agency.VerifyAsync("b", "aap");
        agency.Today = Day;
        await agency.RevokeAsync(2);

        (await RowAsync(agency, Day)).Verified.ShouldBe(0);
        Figures(await RowAsync(agency, Day.AddDays(-1))).ShouldBe((1, 1, 0, 1, TaskCoverage.Vulnerable));
    }

    [Fact]
    public async Task Figures_and_state_are_told_of_the_units_one_leads_alone_and_of_the_others_that_it_is_delivered()
    {
        var agency = await OfficesAsync(1);
        await agency.VerifyAsync("a", "aap");
        await agency.VerifyAsync("d", "aap");
        var hidden = new TaskRow { TaskId = "aap", TaskName = "Oppgave aap", Hidden = true };

        (await agency.RowsAsync("nav", Day, leads: ["nabo"])).ShouldBe(
        [
            new TaskRow
            {
                UnitId = "nabo", UnitName = "Enhet nabo", TaskId = "aap", TaskName = "Oppgave aap", Needed = 1, Verified = 1,
                NextExpiry = "2027-01-01", State = TaskCoverage.Vulnerable,
            },
            new TaskRow(hidden) { UnitId = "kontor", UnitName = "Enhet kontor" },
        ]);

        await agency.DeliverAsync("aap", "kontor", "nabo", Start);
        (await agency.RowsAsync("nav", Day, leads: [])).ShouldBe(
        [
            new TaskRow(hidden) { UnitId = "nabo", UnitName = "Enhet nabo", DeliveredBy = "kontor", State = TaskCoverage.Delivered },
            new TaskRow(hidden) { UnitId = "kontor", UnitName = "Enhet kontor" },
        ]);
    }

    static (int Needed, int Verified, int InTraining, int Expiring, TaskCoverage State) Figures(TaskRow row) =>
        (row.Needed, row.Verified, row.InTraining, row.Expiring, row.State);

    static async Task<TaskRow> RowAsync(DemandingAgency agency, DateOnly date) =>
        (await agency.RowsAsync("kontor", date)).ShouldHaveSingleItem();

    static PlainPosition At(string unit, string employee, string role = "veileder", DateOnly? to = null) =>
        new(employee, unit, role, 0.3m, Start, to);

    /// <summary>An office of veiledere, who do «aap».</summary>
    async Task<DemandingAgency> OfficeAsync(int needed, params IReadOnlyList<string> employees)
    {
        var agency = await DemandingAgency.OpenAsync(agencies, [.. employees.Select(employee => At("kontor", employee))], ("aap", "veileder"));
        await agency.RequireAsync("aap", needed, Start);
        return agency;
    }

    /// <summary>An office of three, a, b and c, and one beside it of one, d.</summary>
    async Task<DemandingAgency> OfficesAsync(int needed)
    {
        var agency = await DemandingAgency.OpenAsync(
            agencies, [At("kontor", "a"), At("kontor", "b"), At("kontor", "c"), At("nabo", "d")], ("aap", "veileder"));
        await agency.RequireAsync("aap", needed, Start);
        return agency;
    }
}
