using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>People with positions, and who leads them.</summary>
public sealed class DemoStaffTests
{
    static readonly DemoRows Demo = DemoRows.Shown;

    [Fact]
    public void Every_unit_is_led_today_and_one_office_by_its_county()
    {
        var ledFromAbove = Demo.Units.Where(unit => !unit.Leaderships.Any(leads =>
            leads.Kind == LeadershipKind.Leader && DemoRows.In(leads.FromDate, leads.ToDate, Demo.Date))).ToList();
        var office = ledFromAbove.ShouldHaveSingleItem();
        office.Type.ShouldBe(UnitType.Office);
        Demo.Units.Single(unit => unit.Id == office.ParentId).Type.ShouldBe(UnitType.County);
    }

    [Fact]
    public void One_unit_has_an_acting_leader_today_until_a_day_to_come()
    {
        var acting = Demo.Units.SelectMany(unit => unit.Leaderships)
            .Single(leads => leads.Kind == LeadershipKind.ActingLeader);
        DemoRows.In(acting.FromDate, acting.ToDate, Demo.Date).ShouldBeTrue();
        DemoRows.Day(acting.ToDate).ShouldBeGreaterThan(Demo.Date);
    }

    [Fact]
    public void One_unit_has_had_another_leader_before() =>
        Demo.Units.Count(unit => unit.Leaderships.Count(leads => leads.Kind == LeadershipKind.Leader) == 2).ShouldBe(1);

    [Fact]
    public void Nobody_is_called_by_an_id_and_no_two_people_alike()
    {
        Demo.Employees.Count.ShouldBeGreaterThan(400);
        Demo.Employees.Select(employee => employee.Name).ShouldBeUnique();
        Demo.Employees.Select(employee => employee.Email).ShouldBeUnique();
        var ids = Demo.Employees.Select(employee => employee.Id).Concat(Demo.Units.Select(unit => unit.Id)).ToHashSet();
        foreach (var employee in Demo.Employees)
        {
            ids.ShouldNotContain(employee.Name);
            employee.Name.ShouldMatch(@"^\p{Lu}\p{L}+ \p{Lu}\p{L}+$");
            employee.Email.ShouldMatch(@"^[a-z]+\.[a-z]+@example\.no$");
        }

        foreach (var unit in Demo.Units)
        {
            ids.ShouldNotContain(unit.Name);
        }
    }

    [Fact]
    public void Some_have_moved_between_units_and_some_hold_two_positions()
    {
        var byEmployee = Demo.Positions.GroupBy(position => position.EmployeeId).ToList();
        byEmployee.Count(mine => mine.Any(position => position.ToDate.Length > 0 && mine.Any(next =>
            next.FromDate == position.ToDate && next.UnitId != position.UnitId))).ShouldBeGreaterThan(10);
        byEmployee.Count(mine => mine.Count(position => DemoRows.Active(position, Demo.Date)) == 2).ShouldBeGreaterThan(10);
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Periods_begin_before_they_end(int made)
    {
        var rows = DemoRows.Several[made];
        var periods = rows.Positions.Select(position => (position.FromDate, position.ToDate))
            .Concat(rows.Units.SelectMany(unit => unit.Leaderships).Select(leads => (leads.FromDate, leads.ToDate)))
            .Where(period => period.ToDate.Length > 0).ToList();
        periods.ShouldNotBeEmpty();
        foreach (var (from, to) in periods)
        {
            DemoRows.Day(from).ShouldBeLessThan(DemoRows.Day(to));
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Shares_are_half_to_full_and_sum_to_at_most_six_fifths_on_any_day(int made)
    {
        var highest = 0m;
        foreach (var mine in DemoRows.Several[made].Positions.GroupBy(position => position.EmployeeId))
        {
            foreach (var position in mine)
            {
                position.Share.ShouldBeInRange(0.5, 1.0);
                Math.Round((decimal)position.Share, 6).ShouldBe((decimal)position.Share);
            }

            // The sum can only grow on a day when a position begins.
            foreach (var day in mine.Select(position => DemoRows.Day(position.FromDate)))
            {
                var sum = mine.Where(position => DemoRows.Active(position, day)).Sum(position => (decimal)position.Share);
                sum.ShouldBeLessThanOrEqualTo(1.2m, mine.Key);
                highest = Math.Max(highest, sum);
            }
        }

        highest.ShouldBe(1.2m);
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Leaders_work_in_the_unit_they_lead(int made)
    {
        var rows = DemoRows.Several[made];
        foreach (var unit in rows.Units)
        {
            foreach (var leads in unit.Leaderships)
            {
                rows.Positions.Any(position => position.EmployeeId == leads.EmployeeId && position.UnitId == unit.Id
                    && DemoRows.Active(position, DemoRows.Day(leads.FromDate))).ShouldBeTrue(unit.Id);
            }
        }
    }
}
