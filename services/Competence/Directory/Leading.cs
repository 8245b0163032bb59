namespace Kompetanse.Competence.Directory;

/// <summary>
/// Who leads whom on a date. A unit without a leader of its own is led by the nearest above that has one; an acting leader
/// stands in, beside the leader, for a period; a leader is led by the leader of the unit above. A leader who has no position
/// that day is none, and neither is an acting one.
/// </summary>
public static class Leading
{
    /// <summary>Whether the employee leads the unit itself: is its leader or acting leader, or that of the nearest unit above
    /// when it has none.</summary>
    public static bool Leads(string employeeId, Unit unit, DateOnly date)
    {
        foreach (var at in unit.AndAbove(date))
        {
            if (HasLeader(at, date))
            {
                return IsLeaderOf(employeeId, at, date);
            }
        }

        return false;
    }

    /// <summary>Whether the employee leads the unit or any above it.</summary>
    public static bool LeadsOrIsAbove(string employeeId, Unit unit, DateOnly date) =>
        unit.AndAbove(date).Any(at => IsLeaderOf(employeeId, at, date));

    /// <summary>Whether one employee is the leader or acting leader of another, by any position that one has on the date. Nobody
    /// leads oneself.</summary>
    public static bool Leads(string leaderId, Employee employee, DateOnly date) =>
        leaderId != employee.Key
        && employee.Positions.Any(position => position.Period.Contains(date) && LeadsHolder(leaderId, position, date));

    private static bool LeadsHolder(string leaderId, Position position, DateOnly date)
    {
        foreach (var at in position.Unit.AndAbove(date))
        {
            // The leader of a unit has no leader in it.
            var leadsHere = at.Leaderships.Any(leadership =>
                !leadership.IsActing && leadership.Employee == position.Employee && leadership.CountsOn(date));
            if (!leadsHere && at.Leaderships.Any(leadership =>
                leadership.Employee != position.Employee && leadership.CountsOn(date)))
            {
                return IsLeaderOf(leaderId, at, date);
            }
        }

        return false;
    }

    private static bool HasLeader(Unit unit, DateOnly date) =>
        unit.Leaderships.Any(leadership => leadership.CountsOn(date));

    private static bool IsLeaderOf(string employeeId, Unit unit, DateOnly date) =>
        unit.Leaderships.Any(leadership => leadership.Employee.Key == employeeId && leadership.CountsOn(date));
}
