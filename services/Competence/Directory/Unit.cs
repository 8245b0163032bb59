using System.Collections.Immutable;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Directory.V1.Unit;

namespace Kompetanse.Competence.Directory;

/// <summary>
/// A part of the agency (enhet), with the units and positions in it. Its name, type, parent and sites have a history: what it
/// was created with counts since ever, a change from the day it was recorded on. A date from the last change on is answered
/// from what stands now, without looking at the history.
/// </summary>
public sealed class Unit(string id, int index) : Entity<Message>(id, index)
{
    private static readonly int s_bases = Enum.GetValues<LevelBasis>().Length;

    private readonly List<Unit> _children = [];
    private readonly List<Former> _former = [];
    private readonly List<Unit> _formerChildren = [];
    private readonly List<Position> _positions = [];
    private readonly ImmutableArray<RoleHolders>[] _holders = new ImmutableArray<RoleHolders>[s_bases];
    private readonly Dictionary<Role, SortedList<DateOnly, LocalAdaptation>> _adaptations = [];

    private DateOnly _since = DateOnly.MinValue;
    private DateOnly _childrenSince = DateOnly.MinValue;

    /// <summary>The unit above now; null at the top.</summary>
    public Unit? Parent { get; private set; }

    /// <summary>The units right below now.</summary>
    public IReadOnlyList<Unit> Children => _children;

    /// <summary>Positions in the unit itself, of all times.</summary>
    public IReadOnlyList<Position> Positions => _positions;

    /// <summary>The unit's own adaptations, by role and date.</summary>
    public IReadOnlyDictionary<Role, SortedList<DateOnly, LocalAdaptation>> Adaptations => _adaptations;

    /// <summary>Its own leaders and acting leaders, each for a period.</summary>
    public IReadOnlyList<Leadership> Leaderships { get; internal set; } = [];

    /// <summary>What the unit needs together; null when nothing is said.</summary>
    public UnitProfile? Profile { get; internal set; }

    /// <summary>
    /// Its name, type, parent and sites as they were on a date. Not its leaderships: those tell themselves when they were.
    /// </summary>
    public Message SavedOn(DateOnly date) => date >= _since ? Saved : FormerOn(date).Saved;

    /// <summary>The unit above on a date; null at the top.</summary>
    public Unit? ParentOn(DateOnly date) => date >= _since ? Parent : FormerOn(date).Parent;

    /// <summary>The units right below on a date.</summary>
    public IEnumerable<Unit> ChildrenOn(DateOnly date) => date >= _childrenSince
        ? _children
        : _children.Concat(_formerChildren).Where(child => child.ParentOn(date) == this);

    /// <summary>The unit and all units below it on a date.</summary>
    public IEnumerable<Unit> Subtree(DateOnly date)
    {
        var waiting = new Stack<Unit>([this]);
        while (waiting.TryPop(out var unit))
        {
            yield return unit;
            foreach (var child in unit.ChildrenOn(date))
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>The unit and those above it on a date, nearest first.</summary>
    public IEnumerable<Unit> AndAbove(DateOnly date)
    {
        for (var unit = this; unit is not null; unit = unit.ParentOn(date))
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

    /// <summary>Whether it would become another than it is, in something that has a history.</summary>
    internal bool IsChangedBy(Message message) =>
        Saved is not null
        && (Saved.Name != message.Name || Saved.Type != message.Type || Saved.ParentId != message.ParentId || !Saved.Sites.Equals(message.Sites));

    /// <summary>Makes it as the message says.</summary>
    /// <param name="message">All of it.</param>
    /// <param name="parent">The unit that the message names.</param>
    /// <param name="day">From when a change counts; not before the last change of any unit.</param>
    internal void Set(Message message, Unit? parent, DateOnly day)
    {
        if (IsChangedBy(message))
        {
            // Of several changes on one day the last counts for it.
            if (day > _since)
            {
                _former.Add(new Former(day, Saved, Parent));
            }

            _since = day;
        }

        MoveTo(parent, day);
        Saved = message;
    }

    private void MoveTo(Unit? parent, DateOnly day)
    {
        var isNew = Saved is null;
        if (parent == Parent)
        {
            return;
        }

        if (Parent is { } before)
        {
            before._children.Remove(this);
            before._formerChildren.Add(this);
            before._childrenSince = day;
        }

        Parent = parent;
        if (parent is not null)
        {
            parent._children.Add(this);
            parent._formerChildren.Remove(this);
            // A new unit was there since ever.
            parent._childrenSince = isNew ? parent._childrenSince : day;
        }
    }

    private Former FormerOn(DateOnly date) => _former.Find(former => date < former.Until);

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

    /// <summary>What a unit was up to a day.</summary>
    private readonly record struct Former(DateOnly Until, Message Saved, Unit? Parent);
}
