using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Message = Kompetanse.Protos.Verification.V1.Verification;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>A decision as callers see it, with the grounds as the leader saw them.</summary>
internal static class DecisionView
{
    public static Message View(this VerificationDecision decision, QueryContext context)
    {
        var person = decision.Employee.Key;
        var details = context.Unseal(person, decision.SealedDetails) is { } plain
            ? VerificationDetails.Parser.ParseFrom(plain)
            : new VerificationDetails();
        return new Message
        {
            Id = decision.Key,
            EmployeeId = person,
            TaskId = decision.Task?.Key ?? "",
            RequirementVersion = decision.RequirementNumber,
            CompetenceId = decision.Competence?.Key ?? "",
            Level = decision.Level,
            Outcome = decision.Outcome,
            DecidedBy = decision.DecidedBy,
            DecidedOn = decision.DecidedOn.ToIso(),
            ValidUntil = decision.ValidUntil?.ToIso() ?? "",
            Reasoning = details.Reasoning,
            Grounds = details.Grounds,
            RevokedOn = decision.RevokedOn?.ToIso() ?? "",
            RevokedBy = decision.RevokedBy,
            RevokedBecause = decision.SealedRevocation.Length > 0 && context.Unseal(person, decision.SealedRevocation) is { } why
                ? RevocationReason.Parser.ParseFrom(why).Text
                : "",
            Etag = decision.Etag,
        };
    }
}
