using Kompetanse.Competence;
using Kompetanse.Competence.Changing;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The query behind GetUnitReport.</summary>
internal static class GetUnitReport
{
    public static QueryResult Answer(Agency agency, GetUnitReportRequest request, QueryContext context, SightOf sightOf)
    {
        if (request.UnitId.Length == 0)
        {
            return new FieldRequired("unit_id");
        }

        if (!agency.Units.TryFind(request.UnitId, out var unit))
        {
            return new UnitNotFound("unit_id", Ids.Shown(request.UnitId));
        }

        var asOf = context.Today;
        if (request.AsOf.Length > 0 && !Dates.TryParse(request.AsOf, out asOf))
        {
            return new DateInvalid("as_of");
        }

        if (!Enum.IsDefined(request.Basis))
        {
            return new BasisInvalid("basis");
        }

        var basis = request.Basis == Protos.Gap.V1.LevelBasis.Unspecified
            ? Competence.Assessments.LevelBasis.Best
            : (Competence.Assessments.LevelBasis)((int)request.Basis - 1);
        var question = new UnitReportQuestion(unit, request.OnlyUnit, asOf, basis);
        return QueryResult.Of(sightOf(agency, question, context) is Sight.SmallGroupsHidden sight && sight.Hides(question)
            ? HiddenGroups.Evaluate(agency, question, sight.KnownExactly).ToMessage(agency, context.Position)
            : GapReport.Evaluate(agency, question).ToMessage(agency, context.Position));
    }
}
