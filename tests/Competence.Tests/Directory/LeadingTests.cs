using Kompetanse.Competence.Directory;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;
using Leadership = Kompetanse.Protos.Directory.V1.Leadership;
using Unit = Kompetanse.Protos.Directory.V1.Unit;

namespace Kompetanse.Competence.Tests.Directory;

/// <summary>The leader of an employee comes from the directory, at the date.</summary>
public sealed class LeadingTests
{
    static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task The_leader_of_the_unit_leads_those_who_work_in_it_and_not_oneself() =>
        await HoldsAsync([], ("cato", "anna", true), ("anna", "bo", false), ("cato", "cato", false));

    [Fact]
    public async Task A_unit_without_a_leader_is_led_by_the_nearest_above_that_has_one() => await HoldsAsync(
        [Unit("oslo", "ost"), Unit("ost", "nav", Led("dina")), Unit("nav", "", Led("eli"))],
        ("dina", "anna", true), ("eli", "anna", false), ("cato", "anna", false));

    [Fact]
    public async Task A_leader_is_led_from_the_unit_above() => await HoldsAsync(
        [Unit("oslo", "ost", Led("anna")), Unit("ost", "nav", Led("dina")), Unit("nav", "", Led("eli"))],
        ("dina", "anna", true), ("anna", "bo", true), ("dina", "bo", false), ("eli", "anna", false));

    [Fact]
    public async Task An_acting_leader_stands_in_for_the_period_beside_the_leader() => await HoldsAsync(
        [Unit("oslo", "ost", Led("cato"), Acting("bo", "2026-03-02", "2026-03-03"), Acting("dina", "2026-03-03", ""), Acting("eli", "", "2026-03-02"))],
        ("cato", "anna", true), ("bo", "anna", true), ("dina", "anna", false), ("eli", "anna", false), ("cato", "bo", true));

    [Fact]
    public async Task An_acting_leader_does_not_lead_the_leader() => await HoldsAsync(
        [Unit("oslo", "ost", Led("anna"), Acting("bo", "", "")), Unit("ost", "nav", Led("dina"))],
        ("bo", "anna", false), ("dina", "anna", true), ("anna", "bo", true), ("bo", "bo", false));

    [Fact]
    public async Task Nobody_leads_one_who_has_no_position_on_the_day()
    {
        await using var agency = await Given.Agency();
        Leading.Leads("cato", agency.State.Employees["anna"], new DateOnly(2019, 1, 1)).ShouldBeFalse();
    }

    static async Task HoldsAsync(IReadOnlyList<Unit> units, params (string Leader, string Employee, bool Leads)[] expected)
    {
        await using var agency = await Given.Agency(new ImportRequest
        {
            Employees = { Some.Employee("dina"), Some.Employee("eli") },
            Positions = { Some.Position("dina", "ost"), Some.Position("eli", "nav") },
        });
        foreach (var unit in units)
            await agency.DoAsync(new UpdateUnitRequest { Unit = unit, UpdateMask = Some.Mask("leaderships") });
        foreach (var (leader, employee, leads) in expected)
            Leading.Leads(leader, agency.State.Employees[employee], Day).ShouldBe(leads, $"{leader} leads {employee}");
    }

    static Unit Unit(string id, string parent, params Leadership[] leaderships) =>
        new() { Id = id, ParentId = parent, Leaderships = { leaderships } };

    static Leadership Led(string by) => new() { EmployeeId = by, Kind = LeadershipKind.Leader };

    static Leadership Acting(string by, string from, string to) =>
        new() { EmployeeId = by, Kind = LeadershipKind.ActingLeader, FromDate = from, ToDate = to };
}
