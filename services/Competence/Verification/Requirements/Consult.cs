using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>DRAFT → CONSULTATION: the text is sent out, and every party is to be heard about it, anew if it was out before.</summary>
internal static class Consult
{
    public static Decision Decide(
        Agency agency, Requirement requirement, ConsultRequirementRequest command, DecisionContext context) =>
        Decision.Accept(new RequirementConsulted { TaskId = requirement.Task.Key, Version = requirement.Number });
}
