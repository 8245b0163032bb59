using System.Resources;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis;

/// <summary>What gap analysis adds to an organisation: queries over what the competence service keeps.</summary>
public static class GapAnalysisModel
{
    /// <summary>Adds the service's queries and texts.</summary>
    public static OrganisationModel AddGapAnalysis(this OrganisationModel model) => model
        .Query<Agency, GetUnitReportRequest>(GetUnitReport.Answer)
        .Permit<Agency, GetUnitReportRequest>(ReportAccess.RulingOn)
        .RefusalTexts(new ResourceManager("Kompetanse.GapAnalysis.GapAnalysisTexts", typeof(GapAnalysisModel).Assembly));
}
