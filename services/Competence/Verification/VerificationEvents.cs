using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Competence.Verification.Deliveries;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Mentors;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Verification;

/// <summary>The events of verified competence, by the names they have in the ledger for ever.</summary>
internal static class VerificationEvents
{
    public static OrganisationModel AddVerificationEvents(this OrganisationModel model) => model
        .AddRequirementEvents()
        .AddDeliveryEvents()
        .AddEvidenceEvents()
        .AddMentorEvents()
        .AddDecisionEvents();
}
