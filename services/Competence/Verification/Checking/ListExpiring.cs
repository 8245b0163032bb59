using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Deciding;
using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Checking;

/// <summary>
/// Notices that a verification ends: one 90 days ahead and one 30 days ahead, each on one day, so that whoever asks for one
/// day after another gets each once, without anything having to remember what was told.
/// </summary>
internal static class ListExpiring
{
    private static readonly int[] s_daysAhead = [90, 30];

    public static OrganisationModel AddExpiring(this OrganisationModel model) =>
        model.Query<Agency, ListExpiringRequest>(Answer);

    /// <summary>The first day on which a verification does not count any more, as far as is known; null when it doesn't
    /// count on the day it is asked.</summary>
    public static DateOnly? EndOf(Agency agency, VerificationDecision decision, DateOnly day)
    {
        if (decision.Task is not { } task)
        {
            return decision.DecidedOn <= day && (decision.RevokedOn is not { } revoked || day < revoked) && day < decision.ValidUntil
                ? decision.ValidUntil
                : null;
        }

        var standing = TaskStanding.Of(agency, decision.Employee, task, day);
        return standing.Verification == decision ? standing.ChangesAfter(agency, decision.Employee, task, day) : null;
    }

    private static QueryResult Answer(Agency agency, ListExpiringRequest request, QueryContext context)
    {
        var checks = new Checks();
        var period = checks.CheckPeriod(request.FromDate, "from_date", request.ToDate, "to_date");
        if (period is not { To: not null } days)
        {
            return checks.IsRefused ? checks.Refusals[0] : new FieldRequired("to_date");
        }

        if (days.To.Value.DayNumber - days.From.DayNumber > NoticePeriodTooLong.MostDays)
        {
            return new NoticePeriodTooLong();
        }

        if (request.EmployeeId.Length > 0 && !agency.Employees.Contains(request.EmployeeId))
        {
            return new EmployeeNotFound("employee_id", Ids.Shown(request.EmployeeId));
        }

        if (request.EmployeeId.Length == 0 && !agency.Units.Contains(request.UnitId))
        {
            return new UnitNotFound("unit_id", Ids.Shown(request.UnitId));
        }

        var notices = People(agency, request, context.Today)
            .SelectMany(employee => employee.Verifications)
            .SelectMany(decision => NoticesOf(agency, decision, days))
            .OrderBy(KeyOf, StringComparer.Ordinal)
            .ToList();
        return Paging.Page(
            request.PageSize, request.PageToken,
            notices,
            KeyOf,
            notice => notice,
            (page, next) => new ListExpiringResponse { Expiring = { page }, NextPageToken = next });
    }

    private static IEnumerable<Employee> People(Agency agency, ListExpiringRequest request, DateOnly today) =>
        request.EmployeeId.Length > 0
            ? [agency.Employees[request.EmployeeId]]
            : agency.Units[request.UnitId].Positions
                .Where(position => position.Period.Contains(today))
                .Select(position => position.Employee)
                .Distinct();

    private static IEnumerable<Expiring> NoticesOf(Agency agency, VerificationDecision decision, Period days)
    {
        if (decision.ValidUntil is not { } latest)
        {
            yield break;
        }

        foreach (var ahead in s_daysAhead)
        {
            // What ends by something else than its own end ends earlier, and its notices are due earlier.
            for (var day = days.From; day < days.To && day <= latest.AddDays(-ahead); day = day.AddDays(1))
            {
                if (EndOf(agency, decision, day) is { } end && end.AddDays(-ahead) == day)
                {
                    yield return new Expiring
                    {
                        VerificationId = decision.Key,
                        EmployeeId = decision.Employee.Key,
                        TaskId = decision.Task?.Key ?? "",
                        CompetenceId = decision.Competence?.Key ?? "",
                        ValidUntil = end.ToIso(),
                        DaysAhead = ahead,
                        NoticeDate = day.ToIso(),
                    };
                }
            }
        }
    }

    private static string KeyOf(Expiring notice) => $"{notice.NoticeDate}~{notice.VerificationId}~{notice.DaysAhead}";
}

/// <summary>Notices of more than a year at a time.</summary>
public sealed record NoticePeriodTooLong() : Refusal("NOTICE_PERIOD_TOO_LONG", StatusCode.InvalidArgument, "to_date")
{
    /// <summary>The most days in a period.</summary>
    public const int MostDays = 366;
}
