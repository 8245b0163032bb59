using System.Collections.Immutable;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.RoleProfile;

namespace Kompetanse.Competence.Catalogue;

/// <summary>A version of what a role expects (kompetanseprofil). It replaces the version before it as a whole.</summary>
public sealed class RoleProfile(string key, int index, Role role, DateOnly validFrom) : Entity<Message>(key, index)
{
    /// <summary>Whose profile.</summary>
    public Role Role { get; } = role;

    /// <summary>The first day it counts.</summary>
    public DateOnly ValidFrom { get; } = validFrom;

    /// <summary>What is expected, each competence once.</summary>
    public ImmutableArray<Expectation> Expectations { get; internal set; } = [];

    /// <summary>The key of a role's version from a date.</summary>
    public static string KeyOf(string roleId, string validFrom) => $"{roleId}~{validFrom}";
}

/// <summary>A level expected in a role.</summary>
/// <param name="Competence">In what.</param>
/// <param name="Level">0 to 5.</param>
/// <param name="Weight">1 to 5: how much it matters for the role.</param>
/// <param name="Column">The place of the competence among all that the role has expected.</param>
public readonly record struct Expectation(Competence Competence, int Level, int Weight, int Column);
