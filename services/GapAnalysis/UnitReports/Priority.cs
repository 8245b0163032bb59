namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// What to do first: by weighted gap × the weight of the goals that the competence serves, then by weighted gap; both
/// descending. Equal rows stand by id.
/// </summary>
internal static class Priority
{
    public static int Compare(RoleRow a, RoleRow b)
    {
        var order = b.Priority.CompareTo(a.Priority);
        order = order != 0 ? order : b.Figures.GapMillionths.CompareTo(a.Figures.GapMillionths);
        order = order != 0 ? order : string.CompareOrdinal(a.Role.Key, b.Role.Key);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    public static int Compare(CompetenceRow a, CompetenceRow b)
    {
        var order = b.Priority.CompareTo(a.Priority);
        order = order != 0 ? order : b.Figures.GapMillionths.CompareTo(a.Figures.GapMillionths);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    /// <summary>Weighted gap × goal weight, exact, in millionths of millionths.</summary>
    public static Int128 Of(long gapMillionths, Competence.Catalogue.Competence competence) =>
        (Int128)gapMillionths * competence.GoalWeightMillionths;
}
