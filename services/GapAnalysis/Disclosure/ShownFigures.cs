using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// The figures of a row that may be shown. Not among them: gaps, which weigh each position by its share, so that the
/// decimals can tell one person's part; and what rests on self-assessment alone, which would split the met into smaller
/// groups and hide more rows than it is worth (ask on the basis of what is agreed).
/// </summary>
/// <param name="RequiredMin">Least required level.</param>
/// <param name="RequiredMax">Most required level.</param>
/// <param name="Positions">Positions.</param>
/// <param name="FteMillionths">Sum of their shares, in millionths.</param>
/// <param name="Met">Level known, and at least as required.</param>
/// <param name="Below">Level known, and lower.</param>
/// <param name="Unknown">No level known.</param>
/// <param name="KnownLevelSum">Sum of the known levels; null where it is not told.</param>
public sealed record ShownFigures(
    int RequiredMin, int RequiredMax, int Positions, long FteMillionths, int Met, int Below, int Unknown, long? KnownLevelSum)
{
    /// <summary>Positions that do not meet the requirement, as far as is known.</summary>
    public int NotMet => Positions - Met;

    /// <summary>Mean of the known levels; null when none is known or it is not told.</summary>
    public double? MeanLevel => Met + Below == 0 ? null : (double?)KnownLevelSum / (Met + Below);

    /// <summary>met ÷ positions.</summary>
    public double Coverage => (double)Met / Positions;

    /// <summary>
    /// What is shown of a row. The sum of levels only where one level is required of all: then any two people could
    /// change places and leave it as it is. Where different levels are required it could tell who meets which.
    /// </summary>
    internal static ShownFigures Of(RoleRow row)
    {
        var figures = row.Figures;
        return new ShownFigures(
            row.RequiredMin, row.RequiredMax, figures.Positions, figures.FteMillionths, figures.Met, figures.Below,
            figures.Unknown, row.RequiredMin == row.RequiredMax ? figures.KnownLevelSum : null);
    }

    /// <summary>With another row's figures added.</summary>
    internal ShownFigures Plus(ShownFigures other) => new(
        Math.Min(RequiredMin, other.RequiredMin),
        Math.Max(RequiredMax, other.RequiredMax),
        Positions + other.Positions,
        FteMillionths + other.FteMillionths,
        Met + other.Met,
        Below + other.Below,
        Unknown + other.Unknown,
        KnownLevelSum + other.KnownLevelSum);
}
