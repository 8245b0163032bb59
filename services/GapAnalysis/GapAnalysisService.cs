using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis;

/// <summary>Where a unit stands against what its roles expect and what it needs together, on any date.</summary>
public sealed class GapAnalysisService(OrganisationCalls organisation)
    : Protos.Gap.V1.GapAnalysisService.GapAnalysisServiceBase
{
    /// <summary>The competence gap report of a unit.</summary>
    public override Task<UnitReport> GetUnitReport(GetUnitReportRequest request, ServerCallContext context) =>
        organisation.QueryAsync<UnitReport>(request, context);
}
