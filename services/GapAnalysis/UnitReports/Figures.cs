using System.Runtime.Intrinsics;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The figures of a row. Shares are summed in millionths, so that they do not depend on the order.</summary>
public record struct Figures
{
    private const double Million = 1e6;

    /// <summary>What one position at a level adds to the counts, by required level and <see cref="KnownLevel.Code"/>.</summary>
    private static readonly Vector128<int>[] One =
    [
        .. from required in Enumerable.Range(Levels.Lowest, Levels.Highest - Levels.Lowest + 1)
           from code in Enumerable.Range(0, KnownLevel.Codes)
           select OneAt(new KnownLevel(code), required),
    ];

    // Met, below, unknown and self only side by side, so that a position is added to all of them at once: a report of the
    // whole agency does so half a million times.
    private Vector128<int> _counts;

    /// <summary>Positions; in rows by competence, employees.</summary>
    public readonly int Positions => Met + Below + Unknown;

    /// <summary>Sum of shares, in millionths.</summary>
    public long FteMillionths { get; private set; }

    /// <summary>Level known, and at least as required.</summary>
    public readonly int Met => _counts[0];

    /// <summary>Level known, and lower.</summary>
    public readonly int Below => _counts[1];

    /// <summary>No level known.</summary>
    public readonly int Unknown => _counts[2];

    /// <summary>Of the met, those resting on a self-assessment alone.</summary>
    public readonly int SelfOnly => _counts[3];

    /// <summary>Sum of the known levels.</summary>
    public long KnownLevelSum { get; private set; }

    /// <summary>Σ share × weight × max(required − level, 0), in millionths.</summary>
    public long GapMillionths { get; private set; }

    /// <summary>Sum of shares.</summary>
    public readonly double Fte => FteMillionths / Million;

    /// <summary>Mean of the known levels; null when none is known.</summary>
    public readonly double? MeanLevel => Met + Below == 0 ? null : (double)KnownLevelSum / (Met + Below);

    /// <summary>met ÷ positions.</summary>
    public readonly double Coverage => Positions == 0 ? 0 : (double)Met / Positions;

    /// <summary>Σ share × weight × max(required − level, 0), with unknown as 0.</summary>
    public readonly double WeightedGap => GapMillionths / Million;

    /// <summary>Counts a position at a level against a requirement.</summary>
    /// <param name="level">The level, or that it is unknown.</param>
    /// <param name="share">Its part of full time, in millionths.</param>
    /// <param name="required">The required level, 0 to 5.</param>
    /// <param name="weight">What the requirement weighs, 1 to 5.</param>
    public void Add(KnownLevel level, int share, int required, int weight)
    {
        _counts += One[(required * KnownLevel.Codes) + level.Code];
        KnownLevelSum += level.Level;
        FteMillionths += share;
        GapMillionths += (long)share * weight * Math.Max(required - level.Level, 0);
    }

    /// <summary>With another row's figures added.</summary>
    public readonly Figures Plus(Figures other) => new()
    {
        _counts = _counts + other._counts,
        KnownLevelSum = KnownLevelSum + other.KnownLevelSum,
        FteMillionths = FteMillionths + other.FteMillionths,
        GapMillionths = GapMillionths + other.GapMillionths,
    };

    /// <summary>With figures taken out that were added before.</summary>
    public readonly Figures Minus(Figures other) => new()
    {
        _counts = _counts - other._counts,
        KnownLevelSum = KnownLevelSum - other.KnownLevelSum,
        FteMillionths = FteMillionths - other.FteMillionths,
        GapMillionths = GapMillionths - other.GapMillionths,
    };

    private static Vector128<int> OneAt(KnownLevel level, int required)
    {
        var (known, met) = (level.IsKnown ? 1 : 0, level.IsKnown && level.Level >= required ? 1 : 0);
        return Vector128.Create(met, known - met, 1 - known, level.IsSelfOnly ? met : 0);
    }
}
