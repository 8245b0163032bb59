namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// What to do first: by weighted gap × the weight of the goals that the competence serves, then by weighted gap; both
/// descending. Equal rows stand by id.
/// </summary>
internal static class Priority
{
    public static List<RoleRow> InPriorityOrder(this IEnumerable<RoleRow> rows) =>
    [
        .. rows.OrderByDescending(row => Of(row.Figures, row.Competence))
            .ThenByDescending(row => row.Figures.GapMillionths)
            .ThenBy(row => row.Role.Key, StringComparer.Ordinal)
            .ThenBy(row => row.Competence.Key, StringComparer.Ordinal),
    ];

    public static List<CompetenceRow> InPriorityOrder(this IEnumerable<CompetenceRow> rows) =>
    [
        .. rows.OrderByDescending(row => Of(row.Figures, row.Competence))
            .ThenByDescending(row => row.Figures.GapMillionths)
            .ThenBy(row => row.Competence.Key, StringComparer.Ordinal),
    ];

    /// <summary>Weighted gap × goal weight, exact, in millionths of millionths.</summary>
    private static Int128 Of(Figures figures, Competence.Catalogue.Competence competence) =>
        (Int128)figures.GapMillionths * competence.GoalWeightMillionths;
}
