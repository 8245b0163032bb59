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
    /// <param name="sightOf">How exactly whoever asks may see a report; null: as <see cref="ReportAccess"/> says.</param>
    public static OrganisationModel AddGapAnalysis(this OrganisationModel model, SightOf? sightOf = null) => model
        .Query<Agency, GetUnitReportRequest>((agency, request, context) =>
            GetUnitReport.Answer(agency, request, context, sightOf ?? ReportAccess.SightOf))
        .Permit<Agency, GetUnitReportRequest>(ReportAccess.RulingOn)
        .RefusalTexts(new ResourceManager("Kompetanse.GapAnalysis.GapAnalysisTexts", typeof(GapAnalysisModel).Assembly));
}
