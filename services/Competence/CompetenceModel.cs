using System.Resources;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Import;
using Kompetanse.Competence.Verification;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Competence;

/// <summary>What the competence service adds to an organisation: directory, catalogue, assessments, verified competence.</summary>
public static class CompetenceModel
{
    /// <summary>Adds the service's state, events, commands, queries and texts.</summary>
    public static OrganisationModel AddCompetence(this OrganisationModel model) => model
        .State(() => new Agency())
        .AddAgencyEvents()
        .AddDirectory()
        .AddCatalogue()
        .AddAssessments()
        .AddVerification()
        .AddImport()
        .AddAccesses()
        .AddAccessPolicy()
        .RefusalTexts(new ResourceManager("Kompetanse.Competence.CompetenceTexts", typeof(CompetenceModel).Assembly));
}
