using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// A level and the basis it rests on, or that nothing is known; in five bits, so that a report can count by it.
/// </summary>
/// <param name="Code">0: unknown. Else the level, 8, and 16 when it is self-assessed alone.</param>
public readonly record struct KnownLevel(int Code)
{
    /// <summary>Codes are below this.</summary>
    public const int Codes = 32;

    private const int LevelBits = 7;
    private const int KnownBit = 8;
    private const int SelfBit = 16;

    /// <summary>No assessment counts.</summary>
    public static KnownLevel Unknown => default;

    /// <summary>Whether an assessment counts. An assessed level 0 is known.</summary>
    public bool IsKnown => (Code & KnownBit) != 0;

    /// <summary>Whether it rests on a self-assessment alone.</summary>
    public bool IsSelfOnly => (Code & SelfBit) != 0;

    /// <summary>0 to 5; 0 when unknown.</summary>
    public int Level => Code & LevelBits;

    /// <summary>A level that rests on a basis.</summary>
    public static KnownLevel Of(int level, Basis basis) => new(level | KnownBit | (basis == Basis.Self ? SelfBit : 0));
}
