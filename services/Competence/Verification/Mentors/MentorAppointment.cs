namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>That an employee was appointed to observe and guide colleagues, also in other offices (kollegaveileder).</summary>
/// <param name="Period">When.</param>
/// <param name="AppointedBy">The leader who did.</param>
public sealed record MentorAppointment(Period Period, string AppointedBy);
