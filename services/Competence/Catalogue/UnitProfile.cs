using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.UnitProfile;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What a unit needs together, whatever the roles (enhetsprofil; R 6.4.1 «gruppekompetanse»).</summary>
public sealed class UnitProfile(string unitId, int index, Unit unit) : Entity<Message>(unitId, index)
{
    /// <summary>Whose needs.</summary>
    public Unit Unit { get; } = unit;

    /// <summary>Each competence and level once.</summary>
    public IReadOnlyList<UnitNeed> Needs { get; internal set; } = [];
}

/// <summary>A number of people needed at a level.</summary>
/// <param name="Competence">In what.</param>
/// <param name="Level">0 to 5, or higher than it.</param>
/// <param name="People">The least number, 1 or more.</param>
public readonly record struct UnitNeed(Competence Competence, int Level, int People);
