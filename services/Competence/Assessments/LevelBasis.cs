namespace Kompetanse.Competence.Assessments;

/// <summary>Which assessments a level is read from.</summary>
public enum LevelBasis
{
    /// <summary>Verified if there is one, else agreed, else self: the most authoritative, not the highest.</summary>
    Best = 0,

    /// <summary>The latest self-assessment at or before the date.</summary>
    Self = 1,

    /// <summary>The latest agreed assessment at or before the date.</summary>
    Agreed = 2,

    /// <summary>The highest verification valid at the date.</summary>
    Verified = 3,
}
