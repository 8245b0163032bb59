using Kompetanse.Competence;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// Who may see a unit's report, and whether small groups are hidden in it: the nearer, the more personal; the higher, the
/// more aggregated (domain rule 14). Whatever date is asked about, rights are those of today, by today's leaderships and
/// today's tree: who has left a unit, or has lost it, has no business in its past. What the report holds is of the tree on its
/// date, and in it exactly the units are seen exactly that one leads today.
/// </summary>
internal static class ReportAccess
{
    public static Ruling RulingOn(Agency agency, GetUnitReportRequest request, Asking asking)
    {
        var seesAll = asking.Caller.IsHr || asking.HasScope(Scopes.ReportsRead);
        if (!agency.Units.TryFind(request.UnitId, out var unit))
        {
            // Those who may see every report may know that there is none.
            return Ruling.If(seesAll || asking.HasScope(Scopes.ReportsExact));
        }

        var units = UnitReportQuestion.UnitsOf(unit, request.OnlyUnit, asking.Today);
        return asking.HasScope(Scopes.ReportsExact)
            ? Standing.ToldToUnit(Ground.Client, unit.Key)
            : Ruling.If(seesAll
                || asking.LeadsUnitOrIsAbove(agency, unit.Key)
                || asking.Represents(unit)
                || units.All(one => asking.WorksIn(agency, one)));
    }

    /// <summary>How exactly: those who lead a unit see its figures as they are, as does a client that was granted that.</summary>
    public static Sight SightOf(Agency agency, UnitReportQuestion question, QueryContext context)
    {
        var asking = new Asking(context.Caller, context.Today);
        return asking.HasScope(Scopes.ReportsExact) || question.Units().All(asking.LeadsUnit)
            ? new Sight.Exact()
            : new Sight.SmallGroupsHidden(agency.Units.All.Where(asking.LeadsUnit).ToHashSet());
    }
}
