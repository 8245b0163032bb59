using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1.Leadership;

namespace Kompetanse.Competence.Directory;

/// <summary>That somebody leads a unit, or stands in for its leader, for a period.</summary>
/// <param name="Employee">Who.</param>
/// <param name="IsActing">Stands in for the leader (stedfortreder).</param>
/// <param name="Period">When.</param>
public sealed record Leadership(Employee Employee, bool IsActing, Period Period)
{
    /// <summary>
    /// Whether whoever it is leads on a date. Who has no position in the agency that day has left, and leads nobody, though the
    /// list of leaderships has not been told.
    /// </summary>
    public bool CountsOn(DateOnly date) => Period.Contains(date) && Employee.HasPositionOn(date);

    internal static Leadership From(Message message, Employee employee) => new(
        employee,
        message.Kind == LeadershipKind.ActingLeader,
        new Period(
            message.FromDate.Length == 0 ? DateOnly.MinValue : Dates.Parse(message.FromDate),
            message.ToDate.Length == 0 ? null : Dates.Parse(message.ToDate)));
}
