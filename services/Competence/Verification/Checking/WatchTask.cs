using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Checking;

/// <summary>The answers for a task, and what changes in them.</summary>
internal static class WatchTask
{
    public static OrganisationModel AddWatch(this OrganisationModel model) =>
        model.Query<Agency, WatchTaskRequest>(AllAnswers);

    /// <summary>What a copy that has some answers lacks of what stands now; adds it to the copy.</summary>
    /// <param name="copy">By employee, as it was sent.</param>
    /// <param name="now">Every answer but NOT_QUALIFIED.</param>
    /// <param name="task">Of this task.</param>
    public static IReadOnlyList<TaskCheck> Changes(Dictionary<string, TaskCheck> copy, WatchTaskResponse now, string task)
    {
        var changes = new List<TaskCheck>();
        var standing = now.Checks.ToDictionary(check => check.EmployeeId, StringComparer.Ordinal);
        foreach (var gone in copy.Keys.Where(employee => !standing.ContainsKey(employee)).ToList())
        {
            copy.Remove(gone);
            changes.Add(new TaskCheck { EmployeeId = gone, TaskId = task, Answer = TaskAnswer.NotQualified, Date = now.Date });
        }

        foreach (var (employee, check) in standing)
        {
            if (!copy.TryGetValue(employee, out var sent) || !IsSame(sent, check))
            {
                copy[employee] = check;
                changes.Add(check);
            }
        }

        return changes;
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

        var response = new WatchTaskResponse { Position = context.Position, Date = context.Today.ToIso() };
        foreach (var employee in agency.Employees.All)
        {
            var standing = TaskStanding.Of(agency, employee, task, context.Today);
            if (standing.Answer != TaskAnswer.NotQualified)
            {
                response.Checks.Add(standing.View(agency, employee, task, context.Today));
            }
        }

        return QueryResult.Of(response);
    }
}
