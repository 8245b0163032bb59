using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Requirements;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>How well a unit covers a demanding task, the most urgent first.</summary>
public enum TaskCoverage
{
    /// <summary>Fewer are verified than are needed.</summary>
    Uncovered,

    /// <summary>As many as are needed, and none to spare, or one person alone.</summary>
    Vulnerable,

    /// <summary>More than are needed.</summary>
    Covered,

    /// <summary>Another unit does it, and this one does it for none.</summary>
    Delivered,
}

/// <summary>A demanding task in one unit, without the units below it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Task">The task.</param>
/// <param name="Needed">Verified people that the unit needs, for itself and for those it delivers to.</param>
/// <param name="DeliveredBy">The unit that does it for this one; null: none.</param>
/// <param name="People">Those who work in the unit.</param>
public sealed record TaskRow(Unit Unit, DemandingTask Task, int Needed, Unit? DeliveredBy, TaskPeople People)
{
    /// <summary>How well the task is covered. A unit that has it delivered and yet delivers it to others must have the
    /// people for them, and is judged by that.</summary>
    public TaskCoverage State =>
        DeliveredBy is not null && Needed == 0 ? TaskCoverage.Delivered
        : People.Verified < Needed ? TaskCoverage.Uncovered
        : People.Verified == Needed || People.Verified == 1 ? TaskCoverage.Vulnerable
        : TaskCoverage.Covered;
}

/// <summary>What those who work in a unit are to a demanding task on a date.</summary>
/// <param name="Verified">Who may do it alone.</param>
/// <param name="InTraining">Who may do it under supervision.</param>
/// <param name="Expiring">Of the verified, whose verification ends within the next 90 days.</param>
/// <param name="NextExpiry">The first day on which one of the verifications doesn't count any more; null: none ends.</param>
public readonly record struct TaskPeople(int Verified, int InTraining, int Expiring, DateOnly? NextExpiry);
