using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Import;

/// <summary>Gathers an import's stream into one command. Assessments, of which there are most, are checked as they come.</summary>
public sealed class ImportIntake
{
    private readonly Checks _checks = new();
    private readonly AssessmentColumns _assessments = new();
    private readonly ImportRequest _rows = new();
    private int _parts;
    private int _assessmentRows;

    /// <summary>Faults found so far.</summary>
    public IReadOnlyList<Refusal> Refusals => _checks.Refusals;

    /// <summary>Whether reading on would help nobody.</summary>
    public bool IsFull => _checks.IsFull;

    /// <summary>Adds a part of the stream; its assessments are taken out of it.</summary>
    public void Add(ImportRequest part)
    {
        foreach (var assessment in part.Assessments)
        {
            Add(assessment);
        }

        part.Assessments.Clear();
        if (_parts++ > 0)
        {
            part.RequestId = ""; // Read from the first message.
        }

        _rows.MergeFrom(part);
    }

    /// <summary>The command that everything added comes to. Of no use when there are refusals.</summary>
    public ImportCommand ToCommand() => new()
    {
        RequestId = _rows.RequestId,
        Rows = _rows,
        Assessments = _assessments.Recorded,
    };

    private void Add(Message assessment)
    {
        var row = _assessmentRows++;
        if (!IsSound(assessment))
        {
            AssessmentRules.CheckShape(_checks, assessment, $"assessments[{row}]");
            CheckGiven(assessment.EmployeeId, $"assessments[{row}].employee_id");
            CheckGiven(assessment.CompetenceId, $"assessments[{row}].competence_id");
        }
        else if (!_checks.IsRefused)
        {
            _assessments.Add(assessment);
        }
    }

    private void CheckGiven(string id, string field)
    {
        if (id.Length == 0)
        {
            _checks.Refuse(new FieldRequired(field));
        }
    }

    /// <summary>The same as no refusal, without making the names of fields for hundreds of thousands of sound rows.</summary>
    private static bool IsSound(Message assessment) =>
        assessment.EmployeeId.Length > 0
        && assessment.CompetenceId.Length > 0
        && assessment.Basis is Basis.Self or Basis.Agreed or Basis.Verified
        && Levels.IsLevel(assessment.Level)
        && Dates.TryParse(assessment.Date, out var date)
        && (assessment.ValidUntil.Length == 0
            || (assessment.Basis == Basis.Verified && Dates.TryParse(assessment.ValidUntil, out var end) && end > date));
}
