using Kompetanse.Cli.Report;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>Parts of a requirement in words.</summary>
internal static class RequirementWords
{
    /// <summary>`kollegaobservasjon: minst 2, ikke eldre enn 12 måneder`.</summary>
    public static string Of(EvidenceRule rule, Texts texts)
    {
        var kind = texts.Word("EvidenceKind", rule.Kind.ToString());
        var what = rule.ActivityId.Length > 0 ? $"{kind} {rule.ActivityId}" : kind;
        return Safe.Plain(rule.GreatestAgeMonths == 0
            ? texts["EvidenceRule", what, rule.Least]
            : texts["EvidenceRuleAge", what, rule.Least, texts.Count("Months", rule.GreatestAgeMonths)]);
    }

    public static Cell State(Requirement version, Texts texts) => Cell.Of(
        texts.Word("RequirementState", version.State.ToString()),
        version.State switch
        {
            RequirementState.Effective => "green",
            RequirementState.Retired => "grey",
            _ => "yellow",
        });

    /// <summary>`fra 1. mars 2026 til og med 28. februar 2027`; empty when it has not been approved.</summary>
    public static string Period(Requirement version, Texts texts) =>
        version.ValidFrom.Length == 0 ? ""
        : version.ValidTo == version.ValidFrom ? texts["Withdrawn"]
        : version.ValidTo.Length == 0 ? texts["PeriodOpen", texts.Date(version.ValidFrom)]
        : texts["Period", texts.Date(version.ValidFrom), texts.Date(Verification.LastDay.Before(version.ValidTo))];
}
