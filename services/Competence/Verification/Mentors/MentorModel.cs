using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>Commands and queries for mentors.</summary>
internal static class MentorModel
{
    public static OrganisationModel AddMentors(this OrganisationModel model) => model
        .Command<Agency, AppointMentorRequest>(
            AppointMentor.Decide, (agency, _, events, _) => AppointMentor.Reply(agency, events),
            request => request.Appointment?.MentorId)
        .Command<Agency, AssignMentorRequest>(
            AssignMentor.Decide, (agency, _, events, _) => AssignMentor.Reply(agency, events),
            request => request.Assignment?.EmployeeId)
        .Query<Agency, ListMentorsRequest>(List);

    public static Message.MentorAppointment Of(this MentorAppointment appointment, string mentorId) => new()
    {
        MentorId = mentorId,
        FromDate = appointment.Period.From.ToIso(),
        ToDate = appointment.Period.To?.ToIso() ?? "",
        AppointedBy = appointment.AppointedBy,
    };

    public static Message.MentorAssignment Of(this MentorAssignment assignment, string employeeId) => new()
    {
        EmployeeId = employeeId,
        TaskId = assignment.Task.Key,
        MentorId = assignment.Mentor.Key,
        FromDate = assignment.Period.From.ToIso(),
        ToDate = assignment.Period.To?.ToIso() ?? "",
        AssignedBy = assignment.AssignedBy,
    };

    /// <summary>By the day they start.</summary>
    private static QueryResult List(Agency agency, ListMentorsRequest request, QueryContext context) =>
        agency.Employees.TryFind(request.EmployeeId, out var employee)
            ? QueryResult.Of(new ListMentorsResponse
            {
                Appointments =
                {
                    employee.MentorAppointments.OrderBy(one => one.Period.From).Select(one => one.Of(employee.Key)),
                },
                Assignments =
                {
                    employee.MentorAssignments.OrderBy(one => one.Period.From).Select(one => one.Of(employee.Key)),
                },
            })
            : new EmployeeNotFound("employee_id", Ids.Shown(request.EmployeeId));
}
