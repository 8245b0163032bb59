using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>CONSULTATION → APPROVED, and in force from a date, when every party has been heard about the text as it is.</summary>
internal static class Approve
{
    public static Decision Decide(
        Agency agency, Requirement requirement, ApproveRequirementRequest command, DecisionContext context)
    {
        var checks = new Checks();
        var silent = (agency.Consultation?.Parties ?? []).Where(party => !requirement.HasHeard(party.Id)).ToList();
        if (silent.Count > 0)
        {
            checks.Refuse(new PartiesNotHeard(string.Join(", ", silent.Select(party => party.NameNb))));
        }

        // The kind of a competence may have been changed since the draft was saved.
        if (RequirementRules.IsOneSided(requirement.Components.Select(component => component.Competence.Saved.Kind)))
        {
            checks.Refuse(new RequirementOneSided(""));
        }

        if (checks.CheckDate(command.ValidFrom, "valid_from") is { } start)
        {
            CheckStart(checks, requirement, start, context.Today);
        }

        return checks.IsRefused ? Decision.Refuse(checks.Refusals) : Decision.Accept(new RequirementApproved
        {
            TaskId = requirement.Task.Key,
            Version = requirement.Number,
            ValidFrom = command.ValidFrom,
        });
    }

    private static void CheckStart(Checks checks, Requirement requirement, DateOnly start, DateOnly today)
    {
        // What was in force on a day that is past stays what it was.
        var before = requirement.Task.Requirements.LastOrDefault(version => version.ComesIntoForce)?.ValidFrom;
        var earliest = before >= today ? before.Value.AddDays(1) : today;
        if (start < earliest)
        {
            checks.Refuse(new DateTooEarly("valid_from", earliest.ToIso()));
        }

        if (requirement.RenewBy < start)
        {
            checks.Refuse(new RenewalBeforeStart("valid_from", requirement.RenewBy!.Value.ToIso()));
        }
    }
}
