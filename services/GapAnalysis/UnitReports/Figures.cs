using Kompetanse.Competence.Assessments;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The figures of a row. Shares are summed in millionths, so that they do not depend on the order.</summary>
public record struct Figures
{
    private const double Million = 1e6;

    /// <summary>Positions; in rows by competence, employees.</summary>
    public int Positions { get; set; }

    /// <summary>Sum of shares, in millionths.</summary>
    public long FteMillionths { get; set; }

    /// <summary>Level known, and at least as required.</summary>
    public int Met { get; set; }

    /// <summary>Level known, and lower.</summary>
    public int Below { get; set; }

    /// <summary>No level known.</summary>
    public int Unknown { get; set; }

    /// <summary>Of the met, those resting on a self-assessment alone.</summary>
    public int SelfOnly { get; set; }

    /// <summary>Sum of the known levels.</summary>
    public long KnownLevelSum { get; set; }

    /// <summary>Σ share × weight × max(required − level, 0), in millionths.</summary>
    public long GapMillionths { get; set; }

    /// <summary>Counts positions at one level against a requirement; takes them out again when the numbers are negative.</summary>
    /// <param name="level">The level, or that it is unknown.</param>
    /// <param name="positions">How many.</param>
    /// <param name="millionths">The sum of their shares, in millionths.</param>
    /// <param name="required">The required level, 0 to 5.</param>
    /// <param name="weight">What the requirement weighs, 1 to 5.</param>
    public void Add(KnownLevel level, int positions, long millionths, int required, int weight)
    {
        Positions += positions;
        FteMillionths += millionths;
        GapMillionths += millionths * weight * Math.Max(required - level.Level, 0);
        if (!level.IsKnown)
        {
            Unknown += positions;
            return;
        }

        KnownLevelSum += (long)positions * level.Level;
        if (level.Level < required)
        {
            Below += positions;
            return;
        }

        Met += positions;
        SelfOnly += level.IsSelfOnly ? positions : 0;
    }

    /// <summary>With another row's figures added.</summary>
    public readonly Figures Plus(Figures other) => new()
    {
        Positions = Positions + other.Positions,
        FteMillionths = FteMillionths + other.FteMillionths,
        Met = Met + other.Met,
        Below = Below + other.Below,
        Unknown = Unknown + other.Unknown,
        SelfOnly = SelfOnly + other.SelfOnly,
        KnownLevelSum = KnownLevelSum + other.KnownLevelSum,
        GapMillionths = GapMillionths + other.GapMillionths,
    };

    /// <summary>Sum of shares.</summary>
    public readonly double Fte => FteMillionths / Million;

    /// <summary>Mean of the known levels; null when none is known.</summary>
    public readonly double? MeanLevel => Met + Below == 0 ? null : (double)KnownLevelSum / (Met + Below);

    /// <summary>met ÷ positions.</summary>
    public readonly double Coverage => Positions == 0 ? 0 : (double)Met / Positions;

    /// <summary>Σ share × weight × max(required − level, 0), with unknown as 0.</summary>
    public readonly double WeightedGap => GapMillionths / Million;
}
