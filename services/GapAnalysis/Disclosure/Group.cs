using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>How many meet a requirement, are below it, or are not known to do either.</summary>
internal readonly record struct Counts(int Met, int Below, int Unknown)
{
    public static Counts operator +(Counts a, Counts b) => new(a.Met + b.Met, a.Below + b.Below, a.Unknown + b.Unknown);

    public static Counts operator -(Counts a, Counts b) => new(a.Met - b.Met, a.Below - b.Below, a.Unknown - b.Unknown);

    public int Sum => Met + Below + Unknown;
}

/// <summary>What a row counts somewhere in the agency.</summary>
/// <param name="Positions">The positions that the figures tell of.</param>
/// <param name="People">Of them, those by which their holders are counted: one a person, so at most as many as there are
/// people, however the group is put together.</param>
internal readonly record struct Group(Counts Positions, Counts People)
{
    /// <summary>People that a number must be about to be shown.</summary>
    public const int Least = 5;

    public static Group operator +(Group a, Group b) => new(a.Positions + b.Positions, a.People + b.People);

    public bool IsEmpty => Positions.Sum == 0;

    /// <summary>Whether no number of the group is about fewer than five people. Nobody is nobody in particular: 0 is safe.</summary>
    public bool IsSafe =>
        IsSafeNumber(Positions.Met, People.Met)
        && IsSafeNumber(Positions.Below, People.Below)
        && IsSafeNumber(Positions.Unknown, People.Unknown);

    /// <summary>How many of the three there are any of.</summary>
    public int Kinds => Math.Sign(Positions.Met) + Math.Sign(Positions.Below) + Math.Sign(Positions.Unknown);

    public static Group Of(Figures figures, Counts repeated)
    {
        var positions = new Counts(figures.Met, figures.Below, figures.Unknown);
        return new Group(positions, positions - repeated);
    }

    private static bool IsSafeNumber(int positions, int people) => positions == 0 || people >= Least;
}
