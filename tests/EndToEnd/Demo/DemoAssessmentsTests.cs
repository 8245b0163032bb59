using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>What people can do is known as unevenly as in a real agency, and was assessed by whom it may be.</summary>
public sealed class DemoAssessmentsTests
{
    static readonly DemoRows Demo = DemoRows.Shown;

    [Fact]
    public void Some_expectations_are_unknown_some_rest_on_self_alone_and_most_are_agreed()
    {
        var found = new Dictionary<string, int> { ["unknown"] = 0, ["self"] = 0, ["agreed"] = 0 };
        var known = Demo.Assessments.Where(row => row.Basis != Basis.Verified).ToLookup(
            row => (row.EmployeeId, row.CompetenceId), row => row.Basis);
        foreach (var position in Demo.Positions.Where(position => DemoRows.Active(position, Demo.Date)))
        {
            var profile = Demo.RoleProfiles.Where(profile => profile.RoleId == position.RoleId).MaxBy(profile => profile.ValidFrom)!;
            foreach (var expectation in profile.Expectations)
            {
                var bases = known[(position.EmployeeId, expectation.CompetenceId)].ToHashSet();
                found[bases.Contains(Basis.Agreed) ? "agreed" : bases.Contains(Basis.Self) ? "self" : "unknown"]++;
            }
        }

        var all = (double)found.Values.Sum();
        (found["unknown"] / all).ShouldBeInRange(0.10, 0.40);
        (found["self"] / all).ShouldBeInRange(0.05, 0.30);
        (found["agreed"] / all).ShouldBeInRange(0.40, 0.80);
    }

    [Fact]
    public void Some_verifications_have_ended_some_end_within_ninety_days_and_most_later()
    {
        var ends = Demo.Assessments.Where(row => row.Basis == Basis.Verified)
            .Select(row => DemoRows.Day(row.ValidUntil).DayNumber - Demo.Date.DayNumber).ToList();
        ends.Count(days => days <= 0).ShouldBeGreaterThan(5);
        ends.Count(days => days is > 0 and <= 90).ShouldBeGreaterThan(5);
        ends.Count(days => days > 90).ShouldBeGreaterThan(ends.Count / 2);
    }

    [Fact]
    public void Somebody_guides_others_and_somebody_is_still_guided()
    {
        var levels = Demo.Assessments.CountBy(row => row.Level).ToDictionary();
        foreach (var level in new[] { 0, 1, 2, 3, 4, 5 })
        {
            levels.ShouldContainKey(level);
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Assessments_lie_in_the_last_eighteen_months_while_one_worked_here(int made)
    {
        var rows = DemoRows.Several[made];
        var positions = rows.Positions.ToLookup(position => position.EmployeeId);
        foreach (var row in rows.Assessments)
        {
            var day = DemoRows.Day(row.Date);
            day.ShouldBeInRange(rows.Date.AddDays(-548), rows.Date);
            positions[row.EmployeeId].Any(position => DemoRows.Active(position, day)).ShouldBeTrue($"{row.EmployeeId} {row.Date}");
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Only_a_verification_has_an_end_and_it_is_after_its_date(int made)
    {
        foreach (var row in DemoRows.Several[made].Assessments)
        {
            if (row.Basis == Basis.Verified)
            {
                DemoRows.Day(row.ValidUntil).ShouldBeGreaterThan(DemoRows.Day(row.Date));
            }
            else
            {
                row.ValidUntil.ShouldBeEmpty();
            }
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void One_assesses_oneself_and_the_own_leader_agrees_and_verifies(int made)
    {
        var rows = DemoRows.Several[made];
        var units = rows.Units.ToDictionary(unit => unit.Id);
        var positions = rows.Positions.ToLookup(position => position.EmployeeId);
        foreach (var row in rows.Assessments)
        {
            if (row.Basis == Basis.Self)
            {
                row.AssessedBy.ShouldBe(row.EmployeeId);
                continue;
            }

            var day = DemoRows.Day(row.Date);
            positions[row.EmployeeId].Where(position => DemoRows.Active(position, day))
                .Select(position => LeaderOf(row.EmployeeId, units[position.UnitId], day, units))
                .Contains(row.AssessedBy).ShouldBeTrue($"{row.EmployeeId} {row.Date}");
        }
    }

    static string? LeaderOf(string employeeId, Unit unit, DateOnly day, Dictionary<string, Unit> units)
    {
        var now = unit.Leaderships.Where(leads => DemoRows.In(leads.FromDate, leads.ToDate, day)).ToList();
        var leader = now.Find(leads => leads.Kind == LeadershipKind.ActingLeader) ?? now.FirstOrDefault();
        return leader is not null && now.TrueForAll(leads => leads.EmployeeId != employeeId)
            ? leader.EmployeeId
            : units.TryGetValue(unit.ParentId, out var above) ? LeaderOf(employeeId, above, day, units) : null;
    }
}
