using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The competence gap report of a unit on a date.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Employees">Employees with a position in the population, each once.</param>
/// <param name="Positions">Positions in the population.</param>
/// <param name="FteMillionths">Sum of their shares, in millionths.</param>
/// <param name="RoleRows">In priority order.</param>
/// <param name="CompetenceRows">In priority order.</param>
/// <param name="NeedRows">By unit, competence and level.</param>
/// <param name="TaskRows">By state, unit and task.</param>
/// <param name="ToRenew">Local adaptations that a newer national profile has set aside.</param>
public sealed record UnitReport(
    UnitReportQuestion Question, int Employees, int Positions, long FteMillionths, IReadOnlyList<RoleRow> RoleRows,
    IReadOnlyList<CompetenceRow> CompetenceRows, IReadOnlyList<NeedRow> NeedRows, IReadOnlyList<TaskRow> TaskRows,
    IReadOnlyList<LocalAdaptation> ToRenew);

/// <summary>What a unit report is asked.</summary>
/// <param name="Unit">Whose report.</param>
/// <param name="OnlyUnit">The unit alone, without the units below it.</param>
/// <param name="AsOf">The date, past or future.</param>
/// <param name="Basis">Which assessments levels are read from.</param>
public sealed record UnitReportQuestion(Unit Unit, bool OnlyUnit, DateOnly AsOf, LevelBasis Basis)
{
    /// <summary>The units whose positions are the population: in the tree as it was on the date.</summary>
    public IEnumerable<Unit> Units() => UnitsOf(Unit, OnlyUnit, AsOf);

    /// <summary>The units of a report on a unit, with those below it on a date or alone.</summary>
    public static IEnumerable<Unit> UnitsOf(Unit unit, bool onlyUnit, DateOnly date) => onlyUnit ? [unit] : unit.Subtree(date);
}

/// <summary>One role's positions against one competence.</summary>
/// <param name="Role">The role.</param>
/// <param name="Competence">The competence.</param>
/// <param name="RequiredMin">Least required level, where local adaptations differ.</param>
/// <param name="RequiredMax">Most required level.</param>
/// <param name="Figures">The figures.</param>
public sealed record RoleRow(Role Role, Competence.Catalogue.Competence Competence, int RequiredMin, int RequiredMax, Figures Figures)
{
    /// <summary>Weighted gap × goal weight, exact, in millionths of millionths.</summary>
    public Int128 Priority => (Int128)Figures.GapMillionths * Competence.GoalWeightMillionths;
}

/// <summary>One competence over all roles; an employee with several positions counts once, at the highest requirement.</summary>
/// <param name="Competence">The competence.</param>
/// <param name="RequiredMin">Least required level of any employee.</param>
/// <param name="RequiredMax">Most required level.</param>
/// <param name="Figures">The figures; positions are employees.</param>
public sealed record CompetenceRow(Competence.Catalogue.Competence Competence, int RequiredMin, int RequiredMax, Figures Figures)
{
    /// <summary>Weighted gap × goal weight, exact, in millionths of millionths.</summary>
    public Int128 Priority => (Int128)Figures.GapMillionths * Competence.GoalWeightMillionths;
}

/// <summary>A need that a unit has together (domain rule 6).</summary>
/// <param name="Unit">Whose need.</param>
/// <param name="Need">What is needed.</param>
/// <param name="Have">People in the population of that unit at the level or higher.</param>
public sealed record NeedRow(Unit Unit, UnitNeed Need, int Have)
{
    /// <summary>Missing people.</summary>
    public int Missing => Math.Max(Need.People - Have, 0);

    /// <summary>Exactly one person has it, or there is none to spare.</summary>
    public bool IsVulnerable => Have == 1 || Have == Need.People;
}
