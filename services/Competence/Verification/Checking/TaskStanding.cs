using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Protos.Verification.V1;
using DemandingTask = Kompetanse.Competence.Verification.Requirements.DemandingTask;

namespace Kompetanse.Competence.Verification.Checking;

/// <summary>
/// What an employee is to a demanding task on a date: may do it alone, supervised, not, or another unit does it (domain rule
/// 3). Read from what is recorded, with the date as an argument: what ends by date ends without anything having to run.
/// </summary>
/// <param name="Answer">Alone, supervised, not, or delivered.</param>
/// <param name="Reason">Stable, as in the contract.</param>
/// <param name="Verification">For alone: by which decision.</param>
/// <param name="Supervisors">For supervised: the mentors.</param>
/// <param name="DeliveredBy">For delivered: the unit.</param>
public readonly record struct TaskStanding(
    TaskAnswer Answer, string Reason, VerificationDecision? Verification = null, IReadOnlyList<Employee>? Supervisors = null,
    Unit? DeliveredBy = null)
{
    /// <summary>Where an employee stands on a date.</summary>
    public static TaskStanding Of(Agency agency, Employee employee, DemandingTask task, DateOnly date)
    {
        if (!employee.HasPositionOn(date))
        {
            return new TaskStanding(TaskAnswer.NotQualified, "NOT_EMPLOYED");
        }

        var (verification, reason) = LatestDecision(employee, task, date);
        if (verification is not null)
        {
            return new TaskStanding(TaskAnswer.Alone, reason, verification);
        }

        List<Employee> mentors = employee.MentorAssignments.Count == 0 ? [] : [.. employee.MentorAssignments
            .Where(one => one.Task == task && one.Period.Contains(date) && Supervises(one.Mentor, task, date))
            .Select(one => one.Mentor)
            .Distinct()];
        return mentors.Count > 0 ? new TaskStanding(TaskAnswer.Supervised, "MENTOR_ASSIGNED", Supervisors: mentors)
            : DelivererOf(agency, employee, task, date) is { } unit ? new TaskStanding(TaskAnswer.Delivered, "DELIVERED", DeliveredBy: unit)
            : new TaskStanding(TaskAnswer.NotQualified, reason);
    }

    /// <summary>Whether it is the same answer, for the same reasons that a caller is told of.</summary>
    public bool IsSameAs(TaskStanding other) =>
        Answer == other.Answer && Verification == other.Verification && DeliveredBy == other.DeliveredBy
        && (Supervisors ?? []).SequenceEqual(other.Supervisors ?? []);

    /// <summary>The first day after a date on which the employee stands otherwise, as far as is recorded; null: none.</summary>
    public DateOnly? ChangesAfter(Agency agency, Employee employee, DemandingTask task, DateOnly date)
    {
        var days = new List<DateOnly>();
        AddPerson(employee);
        foreach (var position in employee.Positions)
        {
            foreach (var delivery in agency.Deliveries.For(task, position.Unit))
            {
                AddPeriod(delivery.Period);
            }
        }

        foreach (var requirement in task.Requirements)
        {
            Add(requirement.ValidFrom);
            Add(requirement.ValidTo);
            Add(requirement.RenewBy);
        }

        foreach (var assignment in employee.MentorAssignments.Where(one => one.Task == task))
        {
            AddPeriod(assignment.Period);
            AddPerson(assignment.Mentor);
            foreach (var appointment in assignment.Mentor.MentorAppointments)
            {
                AddPeriod(appointment.Period);
            }
        }

        days.Sort();
        foreach (var day in days)
        {
            if (!Of(agency, employee, task, day).IsSameAs(this))
            {
                return day;
            }
        }

        return null;

        void Add(DateOnly? day)
        {
            if (day > date)
            {
                days.Add(day.Value);
            }
        }

        void AddPeriod(Period period)
        {
            Add(period.From);
            Add(period.To);
        }

        // Whether somebody may do it alone.
        void AddPerson(Employee person)
        {
            foreach (var position in person.Positions)
            {
                AddPeriod(position.Period);
            }

            foreach (var decision in person.Verifications)
            {
                if (decision.Task == task)
                {
                    Add(decision.DecidedOn);
                    Add(decision.ValidUntil);
                    Add(decision.RevokedOn);
                }
            }
        }
    }

    /// <summary>Only who may do the task alone that day supervises it (ours: O 4.7 asks for verified competence to do it alone, so
    /// without it there would be nobody in the room who has it).</summary>
    private static bool Supervises(Employee mentor, DemandingTask task, DateOnly date) =>
        mentor.IsMentorOn(date) && LatestDecision(mentor, task, date).Counts is not null;

    /// <summary>The verification that counts on a date; or null, and why none does.</summary>
    private static (VerificationDecision? Counts, string Reason) LatestDecision(Employee employee, DemandingTask task, DateOnly date)
    {
        // The latest decision takes the place of those before it.
        VerificationDecision? latest = null;
        foreach (var decision in employee.Verifications)
        {
            latest = decision.Task == task && decision.DecidedOn <= date ? decision : latest;
        }

        if (task.InForceOn(date) is not { } inForce)
        {
            return (null, "NO_REQUIREMENT_IN_FORCE");
        }

        return latest switch
        {
            null => (null, "NEVER_VERIFIED"),
            { Outcome: VerificationOutcome.Refused } => (null, "VERIFICATION_REFUSED"),
            { RevokedOn: { } revoked } when revoked <= date => (null, "VERIFICATION_REVOKED"),
            { ValidUntil: { } end } when end <= date => (null, "VERIFICATION_EXPIRED"),
            _ when IsSuperseded(latest, inForce, date) => (null, "VERIFICATION_SUPERSEDED"),
            _ => (latest, "VERIFIED"),
        };
    }

    /// <summary>Whether a later version has come into force that says it must be renewed, and its date for that is over
    /// (domain rule 4).</summary>
    private static bool IsSuperseded(VerificationDecision decision, Requirements.Requirement inForce, DateOnly date)
    {
        for (var number = decision.RequirementNumber + 1; number <= inForce.Number; number++)
        {
            var version = inForce.Task.Requirements[number - 1];
            if (version.ComesIntoForce && version.RenewBy <= date)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The unit that does the task for every unit the employee works in; null when one of them does it itself.</summary>
    private static Unit? DelivererOf(Agency agency, Employee employee, DemandingTask task, DateOnly date)
    {
        Unit? by = null;
        foreach (var position in employee.Positions)
        {
            if (!position.Period.Contains(date))
            {
                continue;
            }

            by = agency.Deliveries.For(task, position.Unit).FirstOrDefault(one => one.Period.Contains(date))?.By;
            if (by is null)
            {
                return null;
            }
        }

        return by;
    }
}
