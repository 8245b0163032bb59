using Kompetanse.Competence.Catalogue;
using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>The competence gap report of a unit as somebody sees it who may not see the figures of small groups.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="People">The positions; null: hidden.</param>
/// <param name="RoleRows">Shown ones in the order of need, then hidden ones by id.</param>
/// <param name="CompetenceRows">In the same order.</param>
/// <param name="NeedRows">By unit, competence and level.</param>
/// <param name="TaskRows">By state as far as it is told, unit and task.</param>
/// <param name="ToRenew">Local adaptations that a newer national profile has set aside.</param>
public sealed record HiddenReport(
    UnitReportQuestion Question, People? People, IReadOnlyList<HiddenRoleRow> RoleRows,
    IReadOnlyList<HiddenCompetenceRow> CompetenceRows, IReadOnlyList<HiddenNeedRow> NeedRows,
    IReadOnlyList<HiddenTaskRow> TaskRows, IReadOnlyList<LocalAdaptation> ToRenew);

/// <summary>Positions, and the sum of their shares in millionths.</summary>
public sealed record People(int Positions, long FteMillionths);

/// <summary>One role's positions against one competence.</summary>
/// <param name="Role">The role.</param>
/// <param name="Competence">The competence.</param>
/// <param name="Shown">The figures; null: hidden.</param>
public sealed record HiddenRoleRow(Role Role, Competence.Catalogue.Competence Competence, ShownFigures? Shown);

/// <summary>One competence over the role rows that are shown.</summary>
/// <param name="Competence">The competence.</param>
/// <param name="Shown">The sum of their figures; null: all of them are hidden.</param>
public sealed record HiddenCompetenceRow(Competence.Catalogue.Competence Competence, ShownFigures? Shown);

/// <summary>A need that a unit has together.</summary>
/// <param name="Row">What is needed, and by how many it is met.</param>
/// <param name="IsHidden">Whether what there is must not be told.</param>
public sealed record HiddenNeedRow(NeedRow Row, bool IsHidden);

/// <summary>A demanding task in one unit.</summary>
/// <param name="Row">The row as it is.</param>
/// <param name="IsHidden">Whether its figures must not be told.</param>
public sealed record HiddenTaskRow(TaskRow Row, bool IsHidden)
{
    /// <summary>The state that is told; null: none. That another unit does the task says nothing about anybody.</summary>
    public TaskCoverage? State => IsHidden && Row.State != TaskCoverage.Delivered ? null : Row.State;
}
