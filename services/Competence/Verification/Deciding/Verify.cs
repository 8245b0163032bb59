using Google.Protobuf.Collections;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Evidence = Kompetanse.Competence.Verification.Evidencing.Evidence;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>
/// The leader decides on documented grounds whether an employee is verified (O 4.7: «lederen dokumenterer og godkjenner»).
/// Who may decide is said in the access policy, and asked before.
/// </summary>
internal static class Verify
{
    /// <summary>For a demanding task.</summary>
    public static Decision Decide(Agency agency, VerifyRequest request, DecisionContext context)
    {
        var checks = new Checks();
        var employee = FindEmployee(agency, request.EmployeeId, checks);
        var requirement = InForce(agency, request.TaskId, context.Today, checks);
        checks.CheckText(request.Reasoning, "reasoning");
        if (request.Outcome is not (VerificationOutcome.Verified or VerificationOutcome.Refused))
        {
            checks.Refuse(new FieldRequired("outcome"));
        }

        if (employee is null || requirement is null || checks.IsRefused)
        {
            return Decision.Refuse(checks.Refusals);
        }

        var evidence = Named(employee, request.EvidenceIds, checks);
        var grounds = new Grounds { Levels = { Levels(agency, employee, requirement, context.Today) }, Evidence = { evidence.Select(one => one.Of(employee.Key, context.Unseal)) } };
        DateOnly? validUntil = null;
        if (request.Outcome == VerificationOutcome.Verified)
        {
            foreach (var missing in Shortfall.Of(requirement, employee, evidence, context.Today))
            {
                checks.Refuse(missing);
            }

            validUntil = EndOf(request.ValidUntil, context.Today, context.Today.AddMonths(requirement.ValidityMonths), checks);
        }

        return checks.IsRefused ? Decision.Refuse(checks.Refusals) : Decision.Accept(new VerificationDecided
        {
            Id = VerificationDecision.IdOf(agency.Verifications.Count + 1),
            EmployeeId = employee.Key,
            TaskId = requirement.Task.Key,
            RequirementVersion = requirement.Number,
            Outcome = request.Outcome,
            DecidedOn = context.Today.ToIso(),
            ValidUntil = validUntil?.ToIso() ?? "",
            SealedDetails = context.Seal(employee.Key, new VerificationDetails { Reasoning = request.Reasoning, Grounds = grounds }),
        });
    }

    /// <summary>For one competence at a level.</summary>
    public static Decision Decide(Agency agency, VerifyCompetenceRequest request, DecisionContext context)
    {
        var checks = new Checks();
        var employee = FindEmployee(agency, request.EmployeeId, checks);
        checks.CheckReference(
            request.CompetenceId, "competence_id", agency.Competences.Contains, (at, id) => new CompetenceNotFound(at, id));
        checks.CheckText(request.Reasoning, "reasoning");
        if (request.Level is < 1 or > 5)
        {
            checks.Refuse(new LevelOutOfRange("level"));
        }

        if (request.EvidenceIds.Count == 0)
        {
            checks.Refuse(new FieldRequired("evidence_ids"));
        }

        if (employee is null || checks.IsRefused)
        {
            return Decision.Refuse(checks.Refusals);
        }

        var evidence = Named(employee, request.EvidenceIds, checks);
        var validUntil = checks.CheckDate(request.ValidUntil, "valid_until") is null
            ? null
            : EndOf(request.ValidUntil, context.Today, DateOnly.MaxValue, checks);
        if (validUntil is not { } end || checks.IsRefused)
        {
            return Decision.Refuse(checks.Refusals);
        }

        var level = new AssessmentColumns();
        level.Add(new Protos.Assessment.V1.Assessment
        {
            EmployeeId = employee.Key,
            CompetenceId = request.CompetenceId,
            Basis = Basis.Verified,
            Level = request.Level,
            Date = context.Today.ToIso(),
            ValidUntil = end.ToIso(),
            AssessedBy = agency.Employees.Contains(context.Caller.EmployeeId) ? context.Caller.EmployeeId : "",
        });
        return Decision.Accept(level.Recorded, new VerificationDecided
        {
            Id = VerificationDecision.IdOf(agency.Verifications.Count + 1),
            EmployeeId = employee.Key,
            CompetenceId = request.CompetenceId,
            Level = request.Level,
            Outcome = VerificationOutcome.Verified,
            DecidedOn = context.Today.ToIso(),
            ValidUntil = end.ToIso(),
            SealedDetails = context.Seal(employee.Key, new VerificationDetails
            {
                Reasoning = request.Reasoning,
                Grounds = new Grounds { Evidence = { evidence.Select(one => one.Of(employee.Key, context.Unseal)) } },
            }),
        });
    }

    /// <summary>The version of a task's requirement that is in force; null, and refused, when there is none.</summary>
    public static Requirements.Requirement? InForce(Agency agency, string taskId, DateOnly today, Checks checks)
    {
        if (!agency.Tasks.TryFind(taskId, out var task))
        {
            checks.Refuse(taskId.Length == 0 ? new FieldRequired("task_id") : new TaskNotFound("task_id", Ids.Shown(taskId)));
            return null;
        }

        if (task.InForceOn(today) is not { } requirement)
        {
            checks.Refuse(new RequirementNotInForce("task_id", task.Key));
            return null;
        }

        if (!Performers.Exist(agency, task, today))
        {
            checks.Refuse(new TaskNotPerformed("task_id"));
        }

        return requirement;
    }

    /// <summary>The assessments that the components rest on, as the leader sees them.</summary>
    public static IEnumerable<Protos.Assessment.V1.Assessment> Levels(
        Agency agency, Employee employee, Requirements.Requirement requirement, DateOnly date) =>
        from component in requirement.Components
        let level = Shortfall.LevelOf(employee, component.Competence, date)
        where level is not null
        select AssessmentId.View(agency, employee, level.Value);

    /// <summary>The employee of an id; null, and refused, when there is none.</summary>
    public static Employee? FindEmployee(Agency agency, string id, Checks checks)
    {
        checks.CheckReference(id, "employee_id", agency.Employees.Contains, (at, shown) => new EmployeeNotFound(at, shown));
        return agency.Employees.Find(id);
    }

    private static List<Evidence> Named(Employee employee, RepeatedField<string> ids, Checks checks)
    {
        var named = new List<Evidence>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            var field = $"evidence_ids[{i}]";
            checks.CheckOnce(seen, ids[i], field);
            if (employee.Evidence.FirstOrDefault(one => one.Id == ids[i]) is { } found)
            {
                named.Add(found);
            }
            else
            {
                checks.Refuse(new EvidenceNotTheirs(field));
            }
        }

        return named;
    }

    private static DateOnly? EndOf(string asked, DateOnly today, DateOnly latest, Checks checks)
    {
        if (asked.Length == 0)
        {
            return latest;
        }

        if (checks.CheckDate(asked, "valid_until") is not { } end)
        {
            return null;
        }

        if (end <= today || end > latest)
        {
            checks.Refuse(new ValidUntilOutOfRange("valid_until", latest.ToIso()));
        }

        return end;
    }
}
