using Kompetanse.Competence;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Protos.Gap.V1;
using Message = Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The report as its callers get it.</summary>
internal static class UnitReportMessage
{
    public static Message.UnitReport ToMessage(this UnitReport report, Agency agency, long position)
    {
        var (unit, onlyUnit, asOf, basis) = report.Question;
        return new Message.UnitReport
        {
            UnitId = unit.Key,
            UnitName = unit.Saved.Name,
            AsOf = asOf.ToIso(),
            Basis = (LevelBasis)((int)basis + 1),
            OnlyUnit = onlyUnit,
            Employees = report.Employees,
            Positions = report.Positions,
            Fte = report.FteMillionths / 1e6,
            RoleRows = { report.RoleRows.Select(ToMessage) },
            CompetenceRows = { report.CompetenceRows.Select(ToMessage) },
            UnitNeedRows = { report.NeedRows.Select(ToMessage) },
            AdaptationsToRenew = { report.ToRenew.Select(adaptation => ToMessage(adaptation, asOf)) },
            LevelNames = { agency.LevelScales.Find(LevelScale.TheOnly)?.Saved.Levels.OrderBy(name => name.Level) ?? Enumerable.Empty<Protos.Catalogue.V1.LevelName>() },
            Position = position,
        };
    }

    private static Message.RoleRow ToMessage(RoleRow row) => new()
    {
        RoleId = row.Role.Key,
        RoleName = row.Role.Saved.NameNb,
        CompetenceId = row.Competence.Key,
        CompetenceName = row.Competence.Saved.NameNb,
        RequiredMin = row.RequiredMin,
        RequiredMax = row.RequiredMax,
        Numbers = ToMessage(row.Figures, row.Competence),
    };

    private static Message.CompetenceRow ToMessage(CompetenceRow row) => new()
    {
        CompetenceId = row.Competence.Key,
        CompetenceName = row.Competence.Saved.NameNb,
        Area = row.Competence.Saved.Area,
        RequiredMin = row.RequiredMin,
        RequiredMax = row.RequiredMax,
        Numbers = ToMessage(row.Figures, row.Competence),
    };

    private static UnitNeedRow ToMessage(NeedRow row) => new()
    {
        UnitId = row.Unit.Key,
        UnitName = row.Unit.Saved.Name,
        CompetenceId = row.Need.Competence.Key,
        CompetenceName = row.Need.Competence.Saved.NameNb,
        Level = row.Need.Level,
        Needed = row.Need.People,
        Have = row.Have,
        Short = row.Missing,
        Vulnerable = row.IsVulnerable,
    };

    private static AdaptationToRenew ToMessage(LocalAdaptation adaptation, DateOnly asOf) => new()
    {
        UnitId = adaptation.Unit.Key,
        RoleId = adaptation.Role.Key,
        ValidFrom = adaptation.ValidFrom.ToIso(),
        Unchanged = (double)adaptation.UnchangedOf(adaptation.Role.ProfileOn(asOf)),
    };

    private static Numbers ToMessage(Figures figures, Competence.Catalogue.Competence competence)
    {
        var numbers = new Numbers
        {
            Positions = figures.Positions,
            Fte = figures.Fte,
            Met = figures.Met,
            Below = figures.Below,
            Unknown = figures.Unknown,
            SelfOnly = figures.SelfOnly,
            Coverage = figures.Coverage,
            WeightedGap = figures.WeightedGap,
            GoalWeight = competence.GoalWeightMillionths / 1e6,
            Priority = figures.WeightedGap * (competence.GoalWeightMillionths / 1e6),
        };
        if (figures.MeanLevel is { } mean)
        {
            numbers.MeanLevel = mean;
        }

        return numbers;
    }
}
