using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>Evidence that comes in.</summary>
internal static class EvidenceEvents
{
    public static OrganisationModel AddEvidenceEvents(this OrganisationModel model) =>
        model.Event<Agency, EvidenceAdded>("evidence-added.v1", Apply);

    private static void Apply(Agency agency, EvidenceAdded added, EventContext context)
    {
        // A learning platform reports what it has reported before; its reference tells so.
        var details = EvidenceView.Open(added.EmployeeId, added.SealedDetails, context.Unseal);
        agency.Employees[added.EmployeeId].Add(new Evidence(
            added.Id, added.Kind, Dates.Parse(added.Date), added.CompetenceIds, added.TaskId, added.ActivityId, added.Credits,
            details.ArchiveReference, added.SealedDetails, string.Intern(context.Actor)));
    }
}
