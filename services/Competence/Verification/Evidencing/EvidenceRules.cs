using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Evidence;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>What must hold for evidence, whoever adds it.</summary>
internal static class EvidenceRules
{
    private const double MostCredits = 600; // ten years of full-time study

    public static void Check(Changes checks, Message evidence, string field, DateOnly today)
    {
        checks.CheckReference(
            evidence.EmployeeId, $"{field}.employee_id", checks.HasEmployee, (at, id) => new EmployeeNotFound(at, id));
        if (evidence.Kind == EvidenceKind.Unspecified || !Enum.IsDefined(evidence.Kind))
        {
            checks.Refuse(new FieldRequired($"{field}.kind"));
        }

        if (checks.CheckDate(evidence.Date, $"{field}.date") > today)
        {
            checks.Refuse(new EvidenceInFuture($"{field}.date"));
        }

        CheckWhatItDocuments(checks, evidence, field);
        CheckCredits(checks, evidence, field);
        checks.CheckText(evidence.Source, $"{field}.source", required: false);
        checks.CheckText(evidence.ArchiveReference, $"{field}.archive_reference", required: false);
        // O 4.7: colleagues open their meetings to each other for the feedback.
        checks.CheckText(
            evidence.Text, $"{field}.text", evidence.Kind == EvidenceKind.PeerObservation,
            TextTooLong.MostCharactersOfAnAccount);
    }

    private static void CheckWhatItDocuments(Changes checks, Message evidence, string field)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < evidence.CompetenceIds.Count; i++)
        {
            var at = $"{field}.competence_ids[{i}]";
            checks.CheckReference(
                evidence.CompetenceIds[i], at, checks.HasCompetence, (place, id) => new CompetenceNotFound(place, id));
            checks.CheckOnce(seen, evidence.CompetenceIds[i], at);
        }

        if (evidence.TaskId.Length > 0)
        {
            checks.CheckReference(evidence.TaskId, $"{field}.task_id", checks.HasTask, (at, id) => new TaskNotFound(at, id));
        }

        if (evidence.ActivityId.Length > 0)
        {
            checks.CheckId(evidence.ActivityId, $"{field}.activity_id");
        }

        if (evidence.CompetenceIds.Count == 0 && evidence.TaskId.Length == 0 && evidence.ActivityId.Length == 0)
        {
            checks.Refuse(new FieldRequired($"{field}.competence_ids"));
        }
    }

    private static void CheckCredits(Changes checks, Message evidence, string field)
    {
        if (evidence.Kind != EvidenceKind.FurtherEducation)
        {
            if (evidence.Credits != 0)
            {
                checks.Refuse(new CreditsNotAllowed($"{field}.credits"));
            }
        }
        else if (evidence.Credits is not (> 0 and <= MostCredits))
        {
            checks.Refuse(new CreditsOutOfRange($"{field}.credits"));
        }
    }
}
