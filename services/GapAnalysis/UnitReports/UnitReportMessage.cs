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
        var message = About(report.Question, report.ToRenew, agency, position);
        (message.Employees, message.Positions, message.Fte) = (report.Employees, report.Positions, report.FteMillionths / 1e6);
        message.RoleRows.AddRange(report.RoleRows.Select(ToMessage));
        message.CompetenceRows.AddRange(report.CompetenceRows.Select(ToMessage));
        message.UnitNeedRows.AddRange(report.NeedRows.Select(row => ToMessage(row, report.Question.AsOf)));
        message.TaskRows.AddRange(report.TaskRows.Select(row => row.ToMessage(report.Question.AsOf)));
        return message;
    }

    /// <summary>What is in a report beside its figures.</summary>
    public static Message.UnitReport About(
        UnitReportQuestion question, IReadOnlyList<LocalAdaptation> toRenew, Agency agency, long position) => new()
        {
            UnitId = question.Unit.Key,
            UnitName = question.Unit.SavedOn(question.AsOf).Name,
            AsOf = question.AsOf.ToIso(),
            Basis = (LevelBasis)((int)question.Basis + 1),
            OnlyUnit = question.OnlyUnit,
            AdaptationsToRenew = { toRenew.Select(adaptation => ToMessage(adaptation, question.AsOf)) },
            LevelNames = { agency.LevelScales.Find(LevelScale.TheOnly)?.Saved.Levels.OrderBy(name => name.Level) ?? Enumerable.Empty<Protos.Catalogue.V1.LevelName>() },
            Position = position,
        };

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

    public static UnitNeedRow ToMessage(NeedRow row, DateOnly asOf) => new()
    {
        UnitId = row.Unit.Key,
        UnitName = row.Unit.SavedOn(asOf).Name,
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
