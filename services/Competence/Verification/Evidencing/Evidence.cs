using Google.Protobuf;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>Something that shows what an employee can do (dokumentasjon). Never changed.</summary>
/// <param name="Id">The employee's id and a number.</param>
/// <param name="Kind">Course, observation, practice …</param>
/// <param name="Date">When it was done.</param>
/// <param name="CompetenceIds">The competences it documents.</param>
/// <param name="TaskId">The task it documents; empty: none.</param>
/// <param name="ActivityId">The course or other activity; empty: none.</param>
/// <param name="Credits">Studiepoeng, of further education; else 0.</param>
/// <param name="ArchiveReference">Where the document lies; empty when it was not told, or the person is erased.</param>
/// <param name="SealedDetails">An EvidenceDetails, encrypted with the employee's key.</param>
/// <param name="AddedBy">An employee, or <c>client:</c> and a client.</param>
public sealed record Evidence(
    string Id, EvidenceKind Kind, DateOnly Date, IReadOnlyList<string> CompetenceIds, string TaskId, string ActivityId,
    double Credits, string ArchiveReference, ByteString SealedDetails, string AddedBy)
{
    /// <summary>The id of an employee's n-th, from 1.</summary>
    public static string IdOf(string employeeId, int number) => $"{employeeId}~{number}";
}
