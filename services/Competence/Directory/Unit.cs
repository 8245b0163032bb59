using System.Collections.Immutable;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Directory.V1.Unit;

namespace Kompetanse.Competence.Directory;

/// <summary>A part of the agency (enhet), with the units and positions in it.</summary>
public sealed class Unit(string id, int index) : Entity<Message>(id, index)
{
    private static readonly int s_bases = Enum.GetValues<LevelBasis>().Length;

    private readonly List<Unit> _children = [];
    private readonly List<Position> _positions = [];
    private readonly ImmutableArray<RoleHolders>[] _holders = new ImmutableArray<RoleHolders>[s_bases];
    private readonly Dictionary<Role, SortedList<DateOnly, LocalAdaptation>> _adaptations = [];

    /// <summary>The unit above; null at the top.</summary>
    public Unit? Parent { get; private set; }

    /// <summary>The units right below.</summary>
    public IReadOnlyList<Unit> Children => _children;

    /// <summary>Positions in the unit itself, of all times.</summary>
    public IReadOnlyList<Position> Positions => _positions;

    /// <summary>The unit's own adaptations, by role and date.</summary>
    public IReadOnlyDictionary<Role, SortedList<DateOnly, LocalAdaptation>> Adaptations => _adaptations;

    /// <summary>Its own leaders and acting leaders, each for a period.</summary>
    public IReadOnlyList<Leadership> Leaderships { get; internal set; } = [];

    /// <summary>What the unit needs together; null when nothing is said.</summary>
    public UnitProfile? Profile { get; internal set; }

    /// <summary>The unit and all units below it.</summary>
    public IEnumerable<Unit> Subtree()
    {
        var waiting = new Stack<Unit>([this]);
        while (waiting.TryPop(out var unit))
        {
            yield return unit;
            foreach (var child in unit._children)
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>The unit and those above it, nearest first.</summary>
    public IEnumerable<Unit> AndAbove()
    {
        for (var unit = this; unit is not null; unit = unit.Parent)
        {
            yield return unit;
        }
    }

    /// <summary>
    /// Those who hold each role in the unit itself, with what they can do on a basis. Worked out when first asked for, and
    /// again when a position, an assessment or what a role expects has changed.
    /// </summary>
    public ImmutableArray<RoleHolders> HoldersOn(LevelBasis basis)
    {
        ref var holders = ref _holders[(int)basis];
        if (holders.IsDefault || !holders.All(one => one.IsComplete))
        {
            holders = [.. _positions.GroupBy(position => position.Role).Select(ofRole => new RoleHolders(ofRole.Key, ofRole, basis))];
        }

        return holders;
    }

    internal void ForgetHolders() => Array.Clear(_holders);

    internal void MoveTo(Unit? parent)
    {
        Parent?._children.Remove(this);
        Parent = parent;
        parent?._children.Add(this);
    }

    internal void Add(Position position) => _positions.Add(position);

    internal void Add(LocalAdaptation adaptation)
    {
        if (!_adaptations.TryGetValue(adaptation.Role, out var versions))
        {
            _adaptations.Add(adaptation.Role, versions = []);
        }

        versions[adaptation.ValidFrom] = adaptation;
        adaptation.Role.IsAdapted = true;
    }
}
