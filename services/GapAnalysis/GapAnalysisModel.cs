using System.Resources;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis;

/// <summary>What gap analysis adds to an organisation: queries over what the competence service keeps.</summary>
public static class GapAnalysisModel
{
    /// <summary>Adds the service's queries and texts.</summary>
    /// <param name="model">What they are added to.</param>
    /// <param name="sightOf">How exactly whoever asks may see a report; null: everybody sees every figure.</param>
    public static OrganisationModel AddGapAnalysis(this OrganisationModel model, SightOf? sightOf = null) => model
        .Query<Agency, GetUnitReportRequest>((agency, request, context) =>
            GetUnitReport.Answer(agency, request, context, sightOf ?? ((_, _, _) => new Sight.Exact())))
        .RefusalTexts(new ResourceManager("Kompetanse.GapAnalysis.GapAnalysisTexts", typeof(GapAnalysisModel).Assembly));
}
