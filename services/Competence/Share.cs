using System.Globalization;

namespace Kompetanse.Competence;

/// <summary>A part of full time, exact to six decimals, so that sums do not depend on their order.</summary>
/// <param name="Millionths">The part × 1,000,000.</param>
public readonly record struct Share(int Millionths) : IComparable<Share>
{
    /// <summary>Millionths in a whole.</summary>
    public const int Whole = 1_000_000;

    /// <summary>The most that one employee's shares may sum to on a day (design: 1.2).</summary>
    public static readonly Share MostInAll = new(1_200_000);

    /// <summary>The share of a number over 0 and at most 1 with at most six decimals; null for any other number.</summary>
    public static Share? From(double value)
    {
        var millionths = Math.Round(value * Whole);
        var exact = Math.Abs((value * Whole) - millionths) < 1e-4;
        return exact && millionths is > 0 and <= Whole ? new Share((int)millionths) : null;
    }

    /// <summary>The number.</summary>
    public double ToDouble() => Millionths / (double)Whole;

    /// <inheritdoc/>
    public int CompareTo(Share other) => Millionths.CompareTo(other.Millionths);

    /// <summary>The number, invariant.</summary>
    public override string ToString() => TextOf(Millionths);

    /// <summary>A sum of shares, invariant.</summary>
    internal static string TextOf(long millionths) =>
        (millionths / (decimal)Whole).ToString("0.######", CultureInfo.InvariantCulture);
}
