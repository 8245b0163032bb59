using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Assessments;

/// <summary>What must hold for an assessment, whoever it is about.</summary>
internal static class AssessmentRules
{
    /// <summary>Level, basis and dates. References are checked where the agency is at hand.</summary>
    public static void CheckShape(Checks checks, Message assessment, string field)
    {
        if (assessment.Basis == Basis.Unspecified || !Enum.IsDefined(assessment.Basis))
        {
            checks.Refuse(new FieldRequired($"{field}.basis"));
        }

        if (!Levels.IsLevel(assessment.Level))
        {
            checks.Refuse(new LevelOutOfRange($"{field}.level"));
        }

        if (assessment.ValidUntil.Length > 0 && assessment.Basis != Basis.Verified)
        {
            checks.Refuse(new ValidUntilNotAllowed($"{field}.valid_until"));
        }

        checks.CheckPeriod(assessment.Date, $"{field}.date", assessment.ValidUntil, $"{field}.valid_until");
    }
}
