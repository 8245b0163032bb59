using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Requirements;

namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>That an employee may do a task under supervision of a mentor.</summary>
/// <param name="Task">Which task.</param>
/// <param name="Mentor">By whom.</param>
/// <param name="Period">When.</param>
/// <param name="AssignedBy">The leader who decided it.</param>
public sealed record MentorAssignment(DemandingTask Task, Employee Mentor, Period Period, string AssignedBy);
