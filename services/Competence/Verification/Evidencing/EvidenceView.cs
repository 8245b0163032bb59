using Google.Protobuf;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Message = Kompetanse.Protos.Verification.V1.Evidence;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>Evidence as callers see it.</summary>
internal static class EvidenceView
{
    /// <summary>With its details, as long as the employee has a key.</summary>
    public static Message Of(this Evidence evidence, string employeeId, Func<string, ByteString, byte[]?> unseal)
    {
        var details = Open(employeeId, evidence.SealedDetails, unseal);
        return new Message
        {
            Id = evidence.Id,
            EmployeeId = employeeId,
            Kind = evidence.Kind,
            Date = evidence.Date.ToIso(),
            CompetenceIds = { evidence.CompetenceIds },
            TaskId = evidence.TaskId,
            ActivityId = evidence.ActivityId,
            Credits = evidence.Credits,
            Source = details.Source,
            ArchiveReference = details.ArchiveReference,
            Text = details.Text,
            AddedBy = evidence.AddedBy,
        };
    }

    /// <summary>The sealed details; empty when there were none, or the employee is erased.</summary>
    public static EvidenceDetails Open(
        string employeeId, ByteString sealedDetails, Func<string, ByteString, byte[]?> unseal) =>
        sealedDetails.Length > 0 && unseal(employeeId, sealedDetails) is { } plain
            ? EvidenceDetails.Parser.ParseFrom(plain)
            : new EvidenceDetails();
}
