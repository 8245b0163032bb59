using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>Mentors appointed and assigned. The same from the same day again replaces what stood.</summary>
internal static class MentorEvents
{
    public static OrganisationModel AddMentorEvents(this OrganisationModel model) => model
        .Event<Agency, MentorAppointed>("mentor-appointed.v1", Apply)
        .Event<Agency, MentorAssigned>("mentor-assigned.v1", Apply);

    private static void Apply(Agency agency, MentorAppointed appointed, EventContext context)
    {
        var message = appointed.Appointment;
        var mentor = agency.Employees[message.MentorId];
        var appointment = new MentorAppointment(Period.Parse(message.FromDate, message.ToDate), context.Actor);
        mentor.MentorRevision = context.Position;
        mentor.MentorAppointments =
        [
            .. mentor.MentorAppointments.Where(one => one.Period.From != appointment.Period.From),
            appointment,
        ];
    }

    private static void Apply(Agency agency, MentorAssigned assigned, EventContext context)
    {
        var message = assigned.Assignment;
        var employee = agency.Employees[message.EmployeeId];
        var assignment = new MentorAssignment(
            agency.Tasks[message.TaskId], agency.Employees[message.MentorId],
            Period.Parse(message.FromDate, message.ToDate), context.Actor);
        employee.MentorRevision = context.Position;
        employee.MentorAssignments =
        [
            .. employee.MentorAssignments.Where(one =>
                (one.Task, one.Mentor, one.Period.From) != (assignment.Task, assignment.Mentor, assignment.Period.From)),
            assignment,
        ];
    }
}
