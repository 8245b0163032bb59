using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Requirement;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What must hold for a version of a requirement, wherever it is in its life.</summary>
internal static class RequirementRules
{
    private const int LongestValidity = 120; // months: ten years, the longest that the contract promises
    private const int LeastAtMost = 100;
    private const int OldestEvidence = 600; // months: a working life

    public static void Put(Changes changes, Message requirement, string field)
    {
        (requirement.State, requirement.ValidFrom, requirement.ValidTo) = (RequirementState.Unspecified, "", "");
        requirement.Statements.Clear();
        PutComponents(changes, requirement, field);
        PutEvidenceRules(changes, requirement, field);
        if (requirement.ValidityMonths is < 1 or > LongestValidity)
        {
            changes.Refuse(new ValidityInvalid($"{field}.validity_months"));
        }

        if (requirement.LeastPeople is < 1 or > PeopleOutOfRange.Most)
        {
            changes.Refuse(new PeopleOutOfRange($"{field}.least_people"));
        }

        changes.CheckText(requirement.LegalBasis, $"{field}.legal_basis", required: false);
        // O 4.7: how sure the knowledge is, is told with the requirement.
        if (requirement.KnowledgeBasis == KnowledgeBasis.Unspecified || !Enum.IsDefined(requirement.KnowledgeBasis))
        {
            changes.Refuse(new FieldRequired($"{field}.knowledge_basis"));
        }

        if (requirement.Standing is { RenewBy.Length: > 0 } standing)
        {
            changes.CheckDate(standing.RenewBy, $"{field}.standing.renew_by");
        }

        changes.Stage(
            changes.Requirements, Requirement.KeyOf(requirement.TaskId, requirement.Version), requirement, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (_, requirement, field) in changes.Requirements.Rows)
        {
            changes.CheckReference(
                requirement.TaskId, $"{field}.task_id", changes.HasTask, (at, id) => new TaskNotFound(at, id));
            for (var i = 0; i < requirement.Components.Count; i++)
            {
                var id = requirement.Components[i].CompetenceId;
                changes.CheckReference(
                    id, $"{field}.components[{i}].competence_id", changes.HasCompetence,
                    (at, shown) => new CompetenceNotFound(at, shown));
            }

            if (requirement.Components.All(component => changes.HasCompetence(component.CompetenceId))
                && IsOneSided(requirement.Components.Select(component => changes.KindOf(component.CompetenceId))))
            {
                changes.Refuse(new RequirementOneSided($"{field}.components"));
            }
        }
    }

    /// <summary>O 4.7: «kravene må dekke både kunnskap og ferdigheter».</summary>
    public static bool IsOneSided(IEnumerable<CompetenceKind> kinds)
    {
        var covered = kinds.ToHashSet();
        return !covered.Contains(CompetenceKind.Knowledge) || !covered.Contains(CompetenceKind.Skill);
    }

    private static void PutComponents(Changes changes, Message requirement, string field)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < requirement.Components.Count; i++)
        {
            var (component, at) = (requirement.Components[i], $"{field}.components[{i}]");
            // Level 0 is none: it would ask for nothing.
            if (!Levels.IsLevel(component.Level) || component.Level == Levels.Lowest)
            {
                changes.Refuse(new ComponentLevelOutOfRange($"{at}.level"));
            }

            changes.CheckOnce(seen, component.CompetenceId, at);
        }
    }

    private static void PutEvidenceRules(Changes changes, Message requirement, string field)
    {
        var seen = new Dictionary<(EvidenceKind, string), string>();
        for (var i = 0; i < requirement.Evidence.Count; i++)
        {
            var (rule, at) = (requirement.Evidence[i], $"{field}.evidence[{i}]");
            if (rule.Kind == EvidenceKind.Unspecified || !Enum.IsDefined(rule.Kind))
            {
                changes.Refuse(new FieldRequired($"{at}.kind"));
            }

            if (rule.Least is < 1 or > LeastAtMost)
            {
                changes.Refuse(new EvidenceLeastOutOfRange($"{at}.least"));
            }

            if (rule.GreatestAgeMonths is < 0 or > OldestEvidence)
            {
                changes.Refuse(new EvidenceAgeOutOfRange($"{at}.greatest_age_months"));
            }

            if (rule.ActivityId.Length > 0)
            {
                changes.CheckId(rule.ActivityId, $"{at}.activity_id");
            }

            changes.CheckOnce(seen, (rule.Kind, rule.ActivityId), at);
        }
    }
}
