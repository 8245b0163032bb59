namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// What to do first: by weighted gap × the weight of the goals that the competence serves, then by weighted gap; both
/// descending. Equal rows stand by id.
/// </summary>
internal static class Priority
{
    public static int Compare(RoleRow a, RoleRow b)
    {
        var order = Compare(a.Figures, a.Competence, b.Figures, b.Competence);
        order = order != 0 ? order : string.CompareOrdinal(a.Role.Key, b.Role.Key);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    public static int Compare(CompetenceRow a, CompetenceRow b)
    {
        var order = Compare(a.Figures, a.Competence, b.Figures, b.Competence);
        return order != 0 ? order : string.CompareOrdinal(a.Competence.Key, b.Competence.Key);
    }

    private static int Compare(
        Figures a, Competence.Catalogue.Competence ofA, Figures b, Competence.Catalogue.Competence ofB)
    {
        var order = Of(b, ofB).CompareTo(Of(a, ofA));
        return order != 0 ? order : b.GapMillionths.CompareTo(a.GapMillionths);
    }

    /// <summary>Weighted gap × goal weight, exact, in millionths of millionths.</summary>
    private static Int128 Of(Figures figures, Competence.Catalogue.Competence competence) =>
        (Int128)figures.GapMillionths * competence.GoalWeightMillionths;
}
