using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Verification.V1;
using Evidence = Kompetanse.Competence.Verification.Evidencing.Evidence;
using Requirement = Kompetanse.Competence.Verification.Requirements.Requirement;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>What an employee lacks of what a requirement asks for.</summary>
internal static class Shortfall
{
    /// <summary>Every part that is not met on a date; none: the employee can be verified.</summary>
    /// <param name="requirement">What is asked for.</param>
    /// <param name="employee">Of whom.</param>
    /// <param name="evidence">The evidence that counts.</param>
    /// <param name="date">When.</param>
    public static IEnumerable<Refusal> Of(
        Requirement requirement, Employee employee, IReadOnlyList<Evidence> evidence, DateOnly date) =>
        OfComponents(requirement, employee, date).Concat(OfEvidence(requirement, evidence, date));

    /// <summary>The assessment that a level in a component rests on: the higher of what is verified and what was last agreed.
    /// A self-assessment doesn't count.</summary>
    public static Assessments.Assessment? LevelOf(Employee employee, Catalogue.Competence competence, DateOnly date)
    {
        Assessments.Assessment? agreed = null, verified = null;
        foreach (var assessment in employee.Assessments.InOrder)
        {
            if (assessment.Competence != competence.Index || assessment.Date > date.DayNumber || assessment.ValidUntil <= date.DayNumber)
            {
                continue;
            }

            // In the order of dates: the latest agreed stays, and the highest verified.
            if (assessment.Basis == Basis.Agreed)
            {
                agreed = assessment;
            }
            else if (assessment.Basis == Basis.Verified && !(verified?.Level >= assessment.Level))
            {
                verified = assessment;
            }
        }

        return verified?.Level >= (agreed?.Level ?? 0) ? verified : agreed;
    }

    /// <summary>Whether evidence is of the kind a rule asks for, and about the same.</summary>
    public static bool Counts(Evidence evidence, EvidenceRule rule, Requirement requirement) =>
        evidence.Kind == rule.Kind
        && (rule.ActivityId.Length > 0
            ? evidence.ActivityId == rule.ActivityId
            : evidence.TaskId == requirement.Task.Key
                || requirement.Components.Any(component => evidence.CompetenceIds.Contains(component.Competence.Key)));

    private static IEnumerable<Refusal> OfComponents(Requirement requirement, Employee employee, DateOnly date)
    {
        for (var i = 0; i < requirement.Components.Count; i++)
        {
            var (competence, level) = requirement.Components[i];
            var field = $"requirement.components[{i}].level";
            switch (LevelOf(employee, competence, date))
            {
                case null:
                    yield return new ComponentUnknown(field, competence.Key, level);
                    break;
                case { } has when has.Level < level:
                    yield return new ComponentBelow(field, competence.Key, level, has.Level);
                    break;
            }
        }
    }

    private static IEnumerable<Refusal> OfEvidence(Requirement requirement, IReadOnlyList<Evidence> evidence, DateOnly date)
    {
        for (var i = 0; i < requirement.Evidence.Count; i++)
        {
            var rule = requirement.Evidence[i];
            var ofAnyAge = evidence.Where(one => one.Date <= date && Counts(one, rule, requirement)).ToList();
            var has = rule.GreatestAgeMonths == 0
                ? ofAnyAge.Count
                : ofAnyAge.Count(one => one.Date.AddMonths(rule.GreatestAgeMonths) >= date);
            if (has < rule.Least)
            {
                yield return ofAnyAge.Count < rule.Least
                    ? new EvidenceTooLittle($"requirement.evidence[{i}].least", rule.Kind.ToString(), rule.Least, has)
                    : new EvidenceTooOld(
                        $"requirement.evidence[{i}].greatest_age_months", rule.Kind.ToString(), rule.GreatestAgeMonths, rule.Least, has);
            }
        }
    }
}
