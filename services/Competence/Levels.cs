namespace Kompetanse.Competence;

/// <summary>The scale of levels and weights (domain, «Level», «Role profile»).</summary>
public static class Levels
{
    /// <summary>None.</summary>
    public const int Lowest = 0;

    /// <summary>Develops the field.</summary>
    public const int Highest = 5;

    /// <summary>The least weight of an expectation.</summary>
    public const int LeastWeight = 1;

    /// <summary>The most weight of an expectation.</summary>
    public const int MostWeight = 5;

    /// <summary>Whether the level is on the scale.</summary>
    public static bool IsLevel(int level) => level is >= Lowest and <= Highest;

    /// <summary>Whether the weight is on the scale.</summary>
    public static bool IsWeight(int weight) => weight is >= LeastWeight and <= MostWeight;
}
