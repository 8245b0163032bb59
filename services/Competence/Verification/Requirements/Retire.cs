using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>
/// APPROVED or EFFECTIVE → RETIRED from a date. One that is approved and not in force yet is withdrawn by a date not after its
/// start: the version before it then stays in force.
/// </summary>
internal static class Retire
{
    public static Decision Decide(
        Agency agency, Requirement requirement, RetireRequirementRequest command, DecisionContext context)
    {
        var checks = new Checks();
        if (checks.CheckDate(command.ValidTo, "valid_to") is { } end)
        {
            // One that came into force today was in force today.
            var earliest = requirement.ValidFrom == context.Today ? context.Today.AddDays(1) : context.Today;
            if (end < earliest)
            {
                checks.Refuse(new DateTooEarly("valid_to", earliest.ToIso()));
            }
        }

        return checks.IsRefused ? Decision.Refuse(checks.Refusals) : Decision.Accept(new RequirementRetired
        {
            TaskId = requirement.Task.Key,
            Version = requirement.Number,
            ValidTo = command.ValidTo,
        });
    }
}
