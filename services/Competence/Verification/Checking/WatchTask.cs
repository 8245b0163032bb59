using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using DemandingTask = Kompetanse.Competence.Verification.Requirements.DemandingTask;

namespace Kompetanse.Competence.Verification.Checking;

/// <summary>The answers for a task, and what changes in them.</summary>
internal static class WatchTask
{
    public static OrganisationModel AddWatch(this OrganisationModel model) =>
        model.Query<Agency, WatchTaskRequest>(AllAnswers);

    /// <summary>What a copy that has some answers lacks of what stands now; adds it to the copy.</summary>
    /// <param name="copy">By employee, as it was sent.</param>
    /// <param name="now">The answers for everybody whom the task concerns.</param>
    public static IReadOnlyList<TaskCheck> Changes(Dictionary<string, TaskCheck> copy, WatchTaskResponse now)
    {
        var changes = new List<TaskCheck>();
        foreach (var check in now.Checks)
        {
            if (!copy.TryGetValue(check.EmployeeId, out var sent) || !IsSame(sent, check))
            {
                copy[check.EmployeeId] = check;
                changes.Add(check);
            }
        }

        return changes;
    }

    /// <summary>
    /// Whether the task has ever had to do with the employee: nobody else has another answer than NOT_QUALIFIED, and whoever
    /// was concerned once stays so, and is told of with the reason when the answer becomes that again.
    /// </summary>
    private static bool IsConcerned(Agency agency, Employee employee, DemandingTask task) =>
        employee.Verifications.Any(decision => decision.Task == task)
        || employee.MentorAssignments.Any(assignment => assignment.Task == task)
        || employee.Positions.Any(position => agency.Deliveries.For(task, position.Unit).Count > 0);

    /// <summary>The ledger position of the last change of anything that an answer rests on.</summary>
    private static long RevisionOf(Agency agency, Employee employee, DemandingTask task)
    {
        var last = Math.Max(employee.MentorRevision, RevisionOf(employee));
        foreach (var position in employee.Positions)
        {
            foreach (var delivery in agency.Deliveries.For(task, position.Unit))
            {
                last = Math.Max(last, delivery.Revision);
            }
        }

        foreach (var assignment in employee.MentorAssignments)
        {
            last = Math.Max(last, Math.Max(assignment.Mentor.MentorRevision, RevisionOf(assignment.Mentor)));
        }

        foreach (var requirement in task.Requirements)
        {
            last = Math.Max(last, requirement.Revision);
        }

        return last;
    }

    /// <summary>The same, of whether somebody may do it alone: positions and decisions.</summary>
    private static long RevisionOf(Employee person)
    {
        var last = 0L;
        foreach (var position in person.Positions)
        {
            last = Math.Max(last, position.Revision);
        }

        foreach (var decision in person.Verifications)
        {
            last = Math.Max(last, decision.Revision);
        }

        return last;
    }

    /// <summary>Whether two answers differ in nothing but the date of asking.</summary>
    private static bool IsSame(TaskCheck one, TaskCheck other)
    {
        var dated = one.Clone();
        dated.Date = other.Date;
        return dated.Equals(other);
    }

    private static QueryResult AllAnswers(Agency agency, WatchTaskRequest request, QueryContext context)
    {
        if (!agency.Tasks.TryFind(request.TaskId, out var task))
        {
            return new TaskNotFound("task_id", Ids.Shown(request.TaskId));
        }

        DateOnly? since = null;
        if (request.ResumePosition > 0)
        {
            if (!Dates.TryParse(request.ResumeDate, out var kept))
            {
                return request.ResumeDate.Length == 0 ? new FieldRequired("resume_date") : new DateInvalid("resume_date");
            }

            since = kept;
        }

        var response = new WatchTaskResponse { Position = context.Position, Date = context.Today.ToIso() };
        foreach (var employee in agency.Employees.All)
        {
            var standing = TaskStanding.Of(agency, employee, task, context.Today);
            if (since is { } date
                ? RevisionOf(agency, employee, task) > request.ResumePosition || !TaskStanding.Of(agency, employee, task, date).IsSameAs(standing)
                : IsConcerned(agency, employee, task))
            {
                response.Checks.Add(standing.View(agency, employee, task, context.Today));
            }
        }

        return QueryResult.Of(response);
    }
}
