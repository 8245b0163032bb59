namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>The slow evaluator's answer, in exact numbers.</summary>
internal sealed record SlowReport(
    string UnitName, int Employees, int Positions, decimal Fte, IReadOnlyList<SlowRow> RoleRows, IReadOnlyList<SlowRow> CompetenceRows,
    IReadOnlyList<SlowNeedRow> NeedRows, IReadOnlyList<SlowRenewal> Renewals);

/// <param name="Role">Empty in a row by competence.</param>
/// <param name="Competence">In what.</param>
/// <param name="RequiredMin">Least required level.</param>
/// <param name="RequiredMax">Most required level.</param>
/// <param name="Numbers">The figures.</param>
internal sealed record SlowRow(string Role, string Competence, int RequiredMin, int RequiredMax, SlowNumbers Numbers);

internal sealed record SlowNumbers(
    int Positions, decimal Fte, int Met, int Below, int Unknown, int SelfOnly, decimal? Mean, decimal Coverage,
    decimal WeightedGap, decimal GoalWeight)
{
    public decimal Priority => WeightedGap * GoalWeight;
}

internal sealed record SlowNeedRow(
    string Unit, string Name, string Competence, int Level, int Needed, int Have, int Short, bool Vulnerable);

internal sealed record SlowRenewal(string Unit, string Role, DateOnly ValidFrom, decimal Unchanged);
