using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>CONSULTATION → DRAFT, to change what the parties spoke against. What they have said stays.</summary>
internal static class Revise
{
    public static Decision Decide(
        Agency agency, Requirement requirement, ReviseRequirementRequest command, DecisionContext context) =>
        Decision.Accept(new RequirementRevised { TaskId = requirement.Task.Key, Version = requirement.Number });
}
