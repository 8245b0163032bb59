using Kompetanse.Competence;
using Kompetanse.Competence.Access;
using Kompetanse.Competence.Directory;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// Who may see a unit's report, and whether small groups are hidden in it: the nearer, the more personal; the higher, the
/// more aggregated (domain rule 14).
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

        var units = Units(unit, request.OnlyUnit);
        return asking.HasScope(Scopes.ReportsExact)
            ? Standing.ToldToUnit(Ground.Client, unit.Key)
            : Ruling.If(seesAll
                || asking.LeadsUnitOrIsAbove(agency, unit.Key)
                || asking.Represents(unit)
                || units.All(one => asking.WorksIn(agency, one)));
    }

    /// <summary>Whether the caller sees the figures of small groups: leads every unit of the report, or was granted that.</summary>
    public static bool SeesSmallGroups(UnitReportQuestion question, Asking asking) =>
        asking.HasScope(Scopes.ReportsExact) || question.Units().All(asking.LeadsUnit);

    private static IEnumerable<Unit> Units(Unit unit, bool onlyUnit) => onlyUnit ? [unit] : unit.Subtree();
}
