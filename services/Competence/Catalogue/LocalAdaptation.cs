using System.Collections.Immutable;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.LocalAdaptation;

namespace Kompetanse.Competence.Catalogue;

/// <summary>
/// A unit's change to a role profile (lokal tilpasning), for itself and the units below it. A role profile is an
/// «85 %-rolleforventning», open for local adaptation (O 4.7).
/// </summary>
public sealed class LocalAdaptation(string key, int index, Unit unit, Role role, DateOnly validFrom)
    : Entity<Message>(key, index)
{
    /// <summary>The part of the national profile, by weight, that must stand unchanged (O 4.7).</summary>
    public const decimal LeastUnchanged = 0.85m;

    /// <summary>Whose change.</summary>
    public Unit Unit { get; } = unit;

    /// <summary>To which role's profile.</summary>
    public Role Role { get; } = role;

    /// <summary>The first day it counts.</summary>
    public DateOnly ValidFrom { get; } = validFrom;

    /// <summary>What is changed, each competence once.</summary>
    public IReadOnlyList<LocalChange> Changes { get; internal set; } = [];

    /// <summary>The key of a unit's version for a role from a date.</summary>
    public static string KeyOf(string unitId, string roleId, string validFrom) => $"{unitId}~{roleId}~{validFrom}";

    /// <summary>The national expectations with the changes made to them.</summary>
    public ImmutableArray<Expectation> ApplyTo(ImmutableArray<Expectation> national)
    {
        var changed = Changes.ToDictionary(change => change.Competence);
        return
        [
            .. national.Where(expectation => !changed.ContainsKey(expectation.Competence)),
            .. Changes.Where(change => change.Level is not null)
                .Select(change => new Expectation(change.Competence, change.Level!.Value, change.Weight, change.Column)),
        ];
    }

    /// <summary>
    /// The weight of the national expectations that stand unchanged ÷ the larger of the national and the resulting
    /// total weight: 0 to 1. Nothing changed in nothing is 1.
    /// </summary>
    public static decimal Unchanged(
        IReadOnlyCollection<(string Competence, int Level, int Weight)> national,
        IReadOnlyCollection<(string Competence, int? Level, int Weight)> changes)
    {
        var changed = changes.ToDictionary(change => change.Competence, StringComparer.Ordinal);
        // Sums in 64 bits: the figure is also worked out for weights that are refused for being out of range.
        var nationalWeight = national.Sum(expectation => (long)expectation.Weight);
        var untouched = national.Where(expectation => !changed.ContainsKey(expectation.Competence)).Sum(e => (long)e.Weight);
        var restated = national
            .Where(e => changed.TryGetValue(e.Competence, out var change) && change.Level == e.Level && change.Weight == e.Weight)
            .Sum(e => (long)e.Weight);
        var resulting = untouched + changes.Where(change => change.Level is not null).Sum(change => (long)change.Weight);
        var larger = Math.Max(nationalWeight, resulting);
        return larger == 0 ? 1 : (untouched + restated) / (decimal)larger;
    }

    /// <summary>The figure of this adaptation against a national profile; null is a profile without expectations.</summary>
    public decimal UnchangedOf(RoleProfile? national) => Unchanged(
        [.. (national?.Expectations ?? []).Select(e => (e.Competence.Key, e.Level, e.Weight))],
        [.. Changes.Select(change => (change.Competence.Key, change.Level, change.Weight))]);
}

/// <summary>One change to an expectation.</summary>
/// <param name="Competence">In what.</param>
/// <param name="Level">0 to 5; null: the expectation is taken out.</param>
/// <param name="Weight">1 to 5; of no meaning when it is taken out.</param>
/// <param name="Column">The place of the competence among all that the role has expected.</param>
public readonly record struct LocalChange(Competence Competence, int? Level, int Weight, int Column);
