using Kompetanse.Competence.Verification.Checking;
using Kompetanse.Competence.Verification.Deciding;
using Kompetanse.Competence.Verification.Deliveries;
using Kompetanse.Competence.Verification.Evidencing;
using Kompetanse.Competence.Verification.Mentors;
using Kompetanse.Competence.Verification.Requirements;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence.Verification;

/// <summary>The commands and queries of verified competence.</summary>
internal static class VerificationModel
{
    public static OrganisationModel AddVerification(this OrganisationModel model) => model
        .AddRequirements()
        .AddDeliveries()
        .AddEvidenceModel()
        .AddMentors()
        .AddDecisions()
        .AddChecks()
        .AddWatch()
        .AddExpiring();
}
