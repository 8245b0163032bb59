using System.Runtime.InteropServices;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// The positions of some units on a date, counted against the profile in force for each: what one pass over them
/// gathers, and the rows of a report are made of.
/// </summary>
internal sealed class Population
{
    /// <summary>With fewer positions than this, sharing them out takes longer than counting them.</summary>
    private const int WorthSharing = 2000;

    private readonly DateOnly _date;
    private readonly LevelBasis _basis;
    private readonly uint _asOf;
    private readonly ProfileCounts?[] _national;
    private readonly Dictionary<(Unit, Role), ProfileCounts> _adapted = [];
    private readonly Dictionary<Employee, List<Held>> _perhapsSeveral = [];
    private readonly List<(LevelHistory Levels, Share Share, ProfileCounts Profile)> _gathered = [];
    private int _single;

    private Population(Agency agency, DateOnly date, LevelBasis basis)
    {
        (_date, _basis, _asOf) = (date, basis, LevelHistory.EndOf(date));
        _national = new ProfileCounts?[agency.Roles.Count];
    }

    /// <summary>Employees with a position here, each once.</summary>
    public int Employees => _single + _perhapsSeveral.Count;

    public int Positions { get; private set; }

    public long FteMillionths { get; private set; }

    /// <summary>Counts against each profile: a role's national one, and what a unit has made of it.</summary>
    public IEnumerable<ProfileCounts> Profiles => _national.OfType<ProfileCounts>().Concat(_adapted.Values);

    /// <summary>Local adaptations that would have counted but for a newer national profile, by key.</summary>
    public IReadOnlyList<LocalAdaptation> ToRenew() =>
        [.. Profiles.SelectMany(profile => profile.SetAside).Distinct().OrderBy(one => one.Key, StringComparer.Ordinal)];

    /// <summary>Employees who hold several positions here.</summary>
    public IEnumerable<(Employee Employee, IReadOnlyList<Held> Positions)> Several =>
        _perhapsSeveral.Where(held => held.Value.Count > 1).Select(held => (held.Key, (IReadOnlyList<Held>)held.Value));

    /// <summary>The positions of these units; of many, counted on all cores.</summary>
    public static Population Of(Agency agency, IReadOnlyList<Unit> units, DateOnly date, LevelBasis basis)
    {
        var parts = units.Sum(unit => unit.Positions.Count) < WorthSharing ? 1 : Environment.ProcessorCount;
        var counted = new Population[parts];
        Parallel.For(0, parts, part =>
        {
            var own = counted[part] = new Population(agency, date, basis);
            for (var i = part; i < units.Count; i += parts)
            {
                own.Add(units[i]);
            }
        });
        var all = counted[0];
        foreach (var part in counted.AsSpan(1))
        {
            all.Add(part);
        }

        return all;
    }

    /// <summary>Counts the positions of a unit, not of those below it.</summary>
    private void Add(Unit unit)
    {
        // Gathered first and counted after: what one employee's levels are read from lies apart from the next one's,
        // and the processor fetches many of them side by side when nothing stands between.
        _gathered.Clear();
        foreach (var position in unit.Positions)
        {
            if (position.Period.Contains(_date))
            {
                _gathered.Add(Gathered(position, unit));
            }
        }

        foreach (ref readonly var one in CollectionsMarshal.AsSpan(_gathered))
        {
            one.Profile.Add(one.Levels, one.Share, _asOf);
        }
    }

    /// <summary>Adds what was counted in other units.</summary>
    private void Add(Population other)
    {
        Positions += other.Positions;
        FteMillionths += other.FteMillionths;
        _single += other._single;
        for (var role = 0; role < _national.Length; role++)
        {
            if (_national[role] is { } counts && other._national[role] is { } more)
            {
                counts.Add(more);
            }

            _national[role] ??= other._national[role];
        }

        foreach (var (unitAndRole, counts) in other._adapted)
        {
            _adapted.Add(unitAndRole, counts);
        }

        foreach (var (employee, positions) in other._perhapsSeveral)
        {
            foreach (var held in positions)
            {
                Remember(employee, held);
            }
        }
    }

    private (LevelHistory Levels, Share Share, ProfileCounts Profile) Gathered(Position position, Unit unit)
    {
        var (employee, profile) = (position.Employee, ProfileOf(position.Role, unit));
        Positions++;
        FteMillionths += position.Share.Millionths;
        if (employee.Positions.Count == 1)
        {
            _single++;
        }
        else
        {
            Remember(employee, new Held(position.Share, profile));
        }

        return (employee.Assessments.HistoryOn(_basis), position.Share, profile);
    }

    /// <summary>The level that counts for an employee in a competence.</summary>
    public KnownLevel LevelOf(Employee employee, Competence.Catalogue.Competence competence) =>
        employee.Assessments.HistoryOn(_basis).At(competence.Index, _asOf);

    private void Remember(Employee employee, Held held)
    {
        if (!_perhapsSeveral.TryGetValue(employee, out var positions))
        {
            _perhapsSeveral.Add(employee, positions = []);
        }

        positions.Add(held);
    }

    private ProfileCounts ProfileOf(Role role, Unit unit)
    {
        if (!role.IsAdapted)
        {
            return _national[role.Index] ??= new ProfileCounts(role, ProfileInForce.Of(role, unit, _date));
        }

        if (!_adapted.TryGetValue((unit, role), out var counts))
        {
            _adapted.Add((unit, role), counts = new ProfileCounts(role, ProfileInForce.Of(role, unit, _date)));
        }

        return counts;
    }

    /// <summary>One of several positions of an employee.</summary>
    internal readonly record struct Held(Share Share, ProfileCounts Profile);
}
