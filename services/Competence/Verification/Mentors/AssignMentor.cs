using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.MentorAssignment;

namespace Kompetanse.Competence.Verification.Mentors;

/// <summary>A leader assigns an employee an appointed mentor, under whose supervision a task may be done.</summary>
internal static class AssignMentor
{
    private const string Field = "assignment";

    public static Decision Decide(Agency agency, AssignMentorRequest command, DecisionContext context)
    {
        if (command.Assignment is not { } assignment)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        var checks = new Changes(agency, context);
        checks.CheckReference(
            assignment.EmployeeId, $"{Field}.employee_id", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        checks.CheckReference(assignment.TaskId, $"{Field}.task_id", checks.HasTask, (at, id) => new TaskNotFound(at, id));
        checks.CheckReference(
            assignment.MentorId, $"{Field}.mentor_id", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        var period = checks.CheckPeriod(
            assignment.FromDate, $"{Field}.from_date", assignment.ToDate, $"{Field}.to_date");
        if (assignment.MentorId.Length > 0 && assignment.MentorId == assignment.EmployeeId)
        {
            checks.Refuse(new OwnMentor($"{Field}.mentor_id"));
        }
        else if (period is { From: var start } && agency.Employees.Find(assignment.MentorId)?.IsMentorOn(start) == false)
        {
            checks.Refuse(new MentorNotAppointed($"{Field}.mentor_id", start.ToIso()));
        }

        return checks.IsRefused
            ? Decision.Refuse(checks.Refusals)
            : Decision.Accept(new MentorAssigned { Assignment = new Message(assignment) { AssignedBy = "" } });
    }

    public static Message Reply(Agency agency, IReadOnlyList<IMessage> events)
    {
        var sent = events.OfType<MentorAssigned>().Single().Assignment;
        var from = Dates.Parse(sent.FromDate);
        return agency.Employees[sent.EmployeeId].MentorAssignments
            .Single(one => (one.Task.Key, one.Mentor.Key, one.Period.From) == (sent.TaskId, sent.MentorId, from))
            .Of(sent.EmployeeId);
    }
}
