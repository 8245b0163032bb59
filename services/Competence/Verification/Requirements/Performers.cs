using Kompetanse.Competence.Directory;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Who does a demanding task: those with a position in one of its roles.</summary>
public static class Performers
{
    /// <summary>Whether anybody in the agency does it on a date.</summary>
    public static bool Exist(Agency agency, DemandingTask task, DateOnly date) =>
        agency.Positions.All.Any(position => Performs(position, task, date));

    /// <summary>Whether a unit itself does it on a date.</summary>
    public static bool Exist(Unit unit, DemandingTask task, DateOnly date) =>
        unit.Positions.Any(position => Performs(position, task, date));

    private static bool Performs(Position position, DemandingTask task, DateOnly date) =>
        position.Period.Contains(date) && task.Roles.Contains(position.Role);
}
