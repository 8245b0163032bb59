using Kompetanse.Competence.Changing;
using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Checking;

/// <summary>May this person do this task? One, or up to a thousand, in one answer.</summary>
internal static class CheckTask
{
    /// <summary>The most checks in one batch.</summary>
    public const int MostChecks = 1000;

    public static OrganisationModel AddChecks(this OrganisationModel model) => model
        .Query<Agency, CheckTaskRequest>((agency, request, context) =>
        {
            var result = Check(agency, request, "", context.Today);
            return result.Refusal is { } refusal ? refusal : QueryResult.Of(result.Check!);
        })
        .Query<Agency, CheckTasksRequest>(CheckAll);

    /// <summary>The answer of a standing, as callers see it.</summary>
    public static TaskCheck View(
        this TaskStanding standing, Agency agency, Directory.Employee employee, Requirements.DemandingTask task, DateOnly date)
    {
        var check = new TaskCheck
        {
            EmployeeId = employee.Key,
            TaskId = task.Key,
            Date = date.ToIso(),
            Answer = standing.Answer,
            Reasons = { standing.Reason },
            VerificationId = standing.Verification?.Key ?? "",
            DeliveredBy = standing.DeliveredBy?.Key ?? "",
            Until = standing.Answer == TaskAnswer.NotQualified
                ? ""
                : standing.ChangesAfter(agency, employee, task, date)?.ToIso() ?? "",
        };
        check.Supervisors.AddRange((standing.Supervisors ?? []).Select(mentor => mentor.Key));
        return check;
    }

    private static QueryResult CheckAll(Agency agency, CheckTasksRequest request, QueryContext context)
    {
        if (request.Checks.Count > MostChecks)
        {
            return new TooManyChecks(MostChecks);
        }

        var response = new CheckTasksResponse();
        for (var i = 0; i < request.Checks.Count; i++)
        {
            var (check, refusal) = Check(agency, request.Checks[i], $"checks[{i}].", context.Today);
            if (refusal is not null)
            {
                return refusal;
            }

            response.Checks.Add(check);
        }

        return QueryResult.Of(response);
    }

    private static (TaskCheck? Check, Refusal? Refusal) Check(
        Agency agency, CheckTaskRequest request, string field, DateOnly today)
    {
        if (!agency.Employees.TryFind(request.EmployeeId, out var employee))
        {
            return (null, new EmployeeNotFound($"{field}employee_id", Ids.Shown(request.EmployeeId)));
        }

        if (!agency.Tasks.TryFind(request.TaskId, out var task))
        {
            return (null, new TaskNotFound($"{field}task_id", Ids.Shown(request.TaskId)));
        }

        var date = today;
        if (request.Date.Length > 0 && !Dates.TryParse(request.Date, out date))
        {
            return (null, new DateInvalid($"{field}date"));
        }

        return (TaskStanding.Of(agency, employee, task, date).View(agency, employee, task, date), null);
    }
}

/// <summary>More checks than one batch can have.</summary>
public sealed record TooManyChecks(int Most) : Refusal("TOO_MANY_CHECKS", StatusCode.InvalidArgument, "checks");
