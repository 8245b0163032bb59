using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1.Leadership;

namespace Kompetanse.Competence.Directory;

/// <summary>That somebody leads a unit, or stands in for its leader, for a period.</summary>
/// <param name="EmployeeId">Who.</param>
/// <param name="IsActing">Stands in for the leader (stedfortreder).</param>
/// <param name="Period">When.</param>
public sealed record Leadership(string EmployeeId, bool IsActing, Period Period)
{
    internal static Leadership From(Message message) => new(
        message.EmployeeId,
        message.Kind == LeadershipKind.ActingLeader,
        new Period(
            message.FromDate.Length == 0 ? DateOnly.MinValue : Dates.Parse(message.FromDate),
            message.ToDate.Length == 0 ? null : Dates.Parse(message.ToDate)));
}
