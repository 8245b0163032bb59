using Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>A dated statement of what an employee can do (vurdering), small enough to keep a million of.</summary>
/// <param name="Competence">Index of the competence in the agency's register.</param>
/// <param name="Basis">SELF, AGREED or VERIFIED.</param>
/// <param name="Level">0 to 5.</param>
/// <param name="Date">Day number (<see cref="DateOnly.DayNumber"/>) it counts from.</param>
/// <param name="ValidUntil">Day number from which it no longer counts; <see cref="Open"/> when it has no end.</param>
/// <param name="AssessedBy">Index of the employee who made it; <see cref="NotTold"/> when that is not known.</param>
/// <param name="Revision">The ledger position that recorded it.</param>
public readonly record struct Assessment(
    int Competence, Basis Basis, byte Level, int Date, int ValidUntil, int AssessedBy, int Revision)
    : IComparable<Assessment>
{
    /// <summary>No end.</summary>
    public const int Open = int.MaxValue;

    /// <summary>Nobody is named as the one who made it.</summary>
    public const int NotTold = -1;

    /// <summary>Whether two are the same assessment, perhaps at another level: same competence, basis, date and end.</summary>
    public bool IsSameAs(Assessment other) => CompareTo(other) == 0;

    /// <summary>By competence, basis, date and end.</summary>
    public int CompareTo(Assessment other)
    {
        var order = Competence.CompareTo(other.Competence);
        order = order != 0 ? order : Basis.CompareTo(other.Basis);
        order = order != 0 ? order : Date.CompareTo(other.Date);
        return order != 0 ? order : ValidUntil.CompareTo(other.ValidUntil);
    }
}
