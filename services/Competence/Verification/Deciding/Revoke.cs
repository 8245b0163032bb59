using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Deciding;

/// <summary>The employee's leader of the day ends a verification from today, and says why (O 4.7).</summary>
internal static class Revoke
{
    public static Decision Decide(Agency agency, RevokeRequest request, DecisionContext context)
    {
        if (!agency.Verifications.TryFind(request.Id, out var decision))
        {
            return Decision.Refuse(new VerificationNotFound("id", Ids.Shown(request.Id)));
        }

        if (request.Etag.Length > 0 && request.Etag != decision.Etag)
        {
            return Decision.Refuse(new EtagStale("etag"));
        }

        var checks = new Checks();
        checks.CheckText(request.Reason, "reason");
        if (decision.Outcome != VerificationOutcome.Verified)
        {
            checks.Refuse(new NothingToRevoke());
        }
        else if (decision.RevokedOn is { } before)
        {
            checks.Refuse(new AlreadyRevoked(before.ToIso()));
        }

        return checks.IsRefused ? Decision.Refuse(checks.Refusals) : Decision.Accept(new VerificationRevoked
        {
            Id = decision.Key,
            RevokedOn = context.Today.ToIso(),
            SealedReason = context.Seal(decision.Employee.Key, new RevocationReason { Text = request.Reason }),
        });
    }
}
