using Kompetanse.Competence;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Checking;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Protos.Verification.V1;
using DemandingTask = Kompetanse.Competence.Verification.Requirements.DemandingTask;
using Requirement = Kompetanse.Competence.Verification.Requirements.Requirement;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// How well each unit of a report covers the demanding tasks that it performs, delivers or has delivered, on any date
/// (domain rules 3 and 7).
/// </summary>
internal static class TaskRows
{
    /// <summary>How long before its end a verification is said to expire, in days: the first notice of ListExpiring.</summary>
    public const int ExpiringDays = 90;

    /// <summary>The rows by state, then unit and task id.</summary>
    public static List<TaskRow> Of(Agency agency, UnitReportQuestion question)
    {
        var required = agency.Tasks.All
            .Select(task => task.InForceOn(question.AsOf))
            .OfType<Requirement>()
            .ToList();
        return required.Count == 0
            ? []
            :
            [
                .. question.Units()
                    .SelectMany(unit => OfUnit(agency, unit, required, question.AsOf))
                    .OrderBy(row => row.State)
                    .ThenBy(row => row.Unit.Key, StringComparer.Ordinal)
                    .ThenBy(row => row.Task.Key, StringComparer.Ordinal),
            ];
    }

    private static IEnumerable<TaskRow> OfUnit(Agency agency, Unit unit, List<Requirement> required, DateOnly date)
    {
        List<Employee>? people = null;
        foreach (var requirement in required)
        {
            var task = requirement.Task;
            var deliveredBy = agency.Deliveries.For(task, unit).FirstOrDefault(one => one.Period.Contains(date))?.By;
            var delivers = agency.Deliveries.By(task, unit).Count(one => one.Period.Contains(date));
            var performs = Performers.Exist(unit, task, date);
            if (performs || delivers > 0 || deliveredBy is not null)
            {
                people ??= PeopleOf(unit, date);
                // Rule 7: the larger unit's need grows with what it delivers.
                var units = delivers + (performs && deliveredBy is null ? 1 : 0);
                yield return new TaskRow(
                    unit, task, units * requirement.LeastPeople, deliveredBy, Count(agency, people, task, date));
            }
        }
    }

    /// <summary>Who works in the unit and has ever been decided on or given a mentor: nobody else does a task alone or
    /// supervised.</summary>
    private static List<Employee> PeopleOf(Unit unit, DateOnly date) =>
    [
        .. unit.Positions
            .Where(position => position.Period.Contains(date))
            .Select(position => position.Employee)
            .Where(employee => employee.Verifications.Count > 0 || employee.MentorAssignments.Count > 0)
            .Distinct(),
    ];

    private static TaskPeople Count(Agency agency, List<Employee> people, DemandingTask task, DateOnly date)
    {
        var (verified, inTraining, expiring, next) = (0, 0, 0, default(DateOnly?));
        foreach (var employee in people)
        {
            var standing = TaskStanding.Of(agency, employee, task, date);
            inTraining += standing.Answer == TaskAnswer.Supervised ? 1 : 0;
            if (standing.Answer != TaskAnswer.Alone)
            {
                continue;
            }

            verified++;
            if (standing.ChangesAfter(agency, employee, task, date) is { } end)
            {
                expiring += end.DayNumber - date.DayNumber <= ExpiringDays ? 1 : 0;
                next = next < end ? next : end;
            }
        }

        return new TaskPeople(verified, inTraining, expiring, next);
    }
}
