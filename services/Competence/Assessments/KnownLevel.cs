using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>
/// A level and the basis it rests on, or that nothing is known; in four bits, so that a report can count by it.
/// </summary>
/// <param name="Code">0: unknown. 1 to 6: level 0 to 5, agreed or verified. 9 to 14: level 0 to 5, self-assessed alone.</param>
public readonly record struct KnownLevel(int Code)
{
    /// <summary>Codes are below this.</summary>
    public const int Codes = 16;

    private const int SelfBit = 8;

    /// <summary>No assessment counts.</summary>
    public static KnownLevel Unknown => default;

    /// <summary>Whether an assessment counts. An assessed level 0 is known.</summary>
    public bool IsKnown => Code != 0;

    /// <summary>Whether it rests on a self-assessment alone.</summary>
    public bool IsSelfOnly => (Code & SelfBit) != 0;

    /// <summary>0 to 5; 0 when unknown.</summary>
    public int Level => IsKnown ? (Code & ~SelfBit) - 1 : 0;

    /// <summary>A level that rests on a basis.</summary>
    public static KnownLevel Of(int level, Basis basis) => new(level + 1 + (basis == Basis.Self ? SelfBit : 0));
}
