using Kompetanse.Competence;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// What to do first: by weighted gap × the weight of the goals that the competence serves, then by weighted gap; both
/// descending. Equal rows stand by id.
/// </summary>
/// <param name="Need">Weighted gap × goal weight, exact, in millionths of millionths.</param>
/// <param name="GapMillionths">Weighted gap, in millionths.</param>
/// <param name="Rank">The place among all possible rows by id.</param>
internal readonly record struct Priority(Int128 Need, long GapMillionths, long Rank) : IComparable<Priority>
{
    public static Priority Of(Agency agency, RoleRow row) => new(
        row.Priority,
        row.Figures.GapMillionths,
        ((long)agency.Roles.RankOf(row.Role) * agency.Competences.Count) + agency.Competences.RankOf(row.Competence));

    public static Priority Of(Agency agency, CompetenceRow row) =>
        new(row.Priority, row.Figures.GapMillionths, agency.Competences.RankOf(row.Competence));

    /// <summary>The rows, what to do first before the rest.</summary>
    public static TRow[] InOrder<TRow>(IEnumerable<TRow> rows, Func<TRow, Priority> priorityOf)
    {
        TRow[] ordered = [.. rows];
        Array.Sort(Array.ConvertAll(ordered, row => priorityOf(row)), ordered);
        return ordered;
    }

    /// <inheritdoc/>
    public int CompareTo(Priority other) =>
        Need != other.Need ? other.Need.CompareTo(Need)
        : GapMillionths != other.GapMillionths ? other.GapMillionths.CompareTo(GapMillionths)
        : Rank.CompareTo(other.Rank);
}
