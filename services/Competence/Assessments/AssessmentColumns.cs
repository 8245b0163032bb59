using System.Runtime.InteropServices;
using Kompetanse.Protos.Ledger.V1;
using Message = Kompetanse.Protos.Assessment.V1.Assessment;

namespace Kompetanse.Competence.Assessments;

/// <summary>Puts assessments into columns as they come, so that a million of them never stand as messages.</summary>
internal sealed class AssessmentColumns
{
    private readonly Dictionary<string, uint> _employees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, uint> _competences = new(StringComparer.Ordinal);

    /// <summary>What has been added.</summary>
    public AssessmentsRecorded Recorded { get; } = new();

    /// <summary>Adds an assessment of the right shape.</summary>
    public void Add(Message assessment) => Recorded.Add(
        IndexOf(_employees, assessment.EmployeeId, Recorded.EmployeeIds),
        IndexOf(_competences, assessment.CompetenceId, Recorded.CompetenceIds),
        assessment.Basis,
        assessment.Level,
        Dates.Parse(assessment.Date),
        assessment.ValidUntil.Length == 0 ? null : Dates.Parse(assessment.ValidUntil),
        assessment.AssessedBy.Length == 0 ? null : IndexOf(_employees, assessment.AssessedBy, Recorded.EmployeeIds));

    private static uint IndexOf(Dictionary<string, uint> indexes, string id, Google.Protobuf.Collections.RepeatedField<string> ids)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(indexes, id, out var known);
        if (!known)
        {
            index = (uint)ids.Count;
            ids.Add(id);
        }

        return index;
    }
}
