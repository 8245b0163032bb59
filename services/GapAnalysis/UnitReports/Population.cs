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
    private readonly ProfileFigures?[] _national;
    private readonly Dictionary<(Unit, Role), ProfileFigures> _adapted = [];
    private readonly SeveralPositions _several = new();

    private Population(Agency agency, DateOnly date, LevelBasis basis)
    {
        (_date, _basis, AsOf) = (date, basis, RoleHolders.EndOf(date));
        _national = new ProfileFigures?[agency.Roles.Count];
    }

    /// <summary>The date, as <see cref="RoleHolders"/> compares with it.</summary>
    public uint AsOf { get; }

    /// <summary>Employees with a position here, each once.</summary>
    public int Employees { get; private set; }

    public int Positions { get; private set; }

    public long FteMillionths { get; private set; }

    /// <summary>The figures against the national profiles of roles that no unit has made anything of.</summary>
    public IEnumerable<ProfileFigures> National => _national.OfType<ProfileFigures>();

    /// <summary>The figures against what each unit has made of the profiles of the other roles, or has let stand.</summary>
    public IEnumerable<ProfileFigures> Adapted => _adapted.Values;

    /// <summary>For each employee who holds several positions here, those.</summary>
    public IReadOnlyList<Held[]> Several { get; private set; } = [];

    /// <summary>Local adaptations that would have counted but for a newer national profile, by key.</summary>
    public IReadOnlyList<LocalAdaptation> ToRenew() =>
        [.. Adapted.SelectMany(profile => profile.SetAside).Distinct().OrderBy(one => one.Key, StringComparer.Ordinal)];

    /// <summary>The positions of these units; of many, counted on all cores.</summary>
    public static Population Of(Agency agency, IReadOnlyList<Unit> units, DateOnly date, LevelBasis basis)
    {
        var population = new Population(agency, date, basis);
        if (units.Sum(unit => unit.Positions.Count) < WorthSharing)
        {
            population.Add(units, 0, 1);
        }
        else
        {
            var parts = new Population[Environment.ProcessorCount];
            Parallel.For(0, parts.Length, part =>
            {
                parts[part] = new Population(agency, date, basis);
                parts[part].Add(units, part, parts.Length);
            });
            foreach (var part in parts)
            {
                population.Add(part);
            }
        }

        population.CountSeveral();
        return population;
    }

    /// <summary>Counts the positions of some of the units.</summary>
    /// <param name="units">The units.</param>
    /// <param name="first">The first of them to count.</param>
    /// <param name="step">How far it is to the next.</param>
    private void Add(IReadOnlyList<Unit> units, int first, int step)
    {
        for (var i = first; i < units.Count; i += step)
        {
            Add(units[i]);
        }
    }

    /// <summary>Counts the positions of a unit, not of those below it.</summary>
    private void Add(Unit unit)
    {
        foreach (var holders in unit.HoldersOn(_basis))
        {
            ProfileFigures? profile = null;
            for (var place = 0; place < holders.Holdings.Length; place++)
            {
                ref readonly var holding = ref holders.Holdings[place];
                if (holding.Period.Contains(_date))
                {
                    profile ??= ProfileOf(holders.Role, unit);
                    profile.Add(holders, place, AsOf);
                    Positions++;
                    FteMillionths += holding.Share.Millionths;
                    if (holding.IsOnly)
                    {
                        Employees++;
                    }
                    else
                    {
                        _several.Add(holders, place, profile);
                    }
                }
            }
        }
    }

    /// <summary>Adds what was counted in other units.</summary>
    private void Add(Population other)
    {
        Positions += other.Positions;
        FteMillionths += other.FteMillionths;
        Employees += other.Employees;
        _several.Add(other._several);
        for (var role = 0; role < _national.Length; role++)
        {
            if (_national[role] is { } figures && other._national[role] is { } more)
            {
                figures.Add(more);
            }

            _national[role] ??= other._national[role];
        }

        foreach (var (unitAndRole, figures) in other._adapted)
        {
            _adapted.Add(unitAndRole, figures);
        }
    }

    private void CountSeveral()
    {
        var several = new List<Held[]>();
        foreach (var held in _several.ByEmployee())
        {
            Employees++;
            if (held.Length > 1)
            {
                several.Add(held);
            }
        }

        Several = several;
    }

    private ProfileFigures ProfileOf(Role role, Unit unit)
    {
        if (!role.IsAdapted)
        {
            return _national[role.Index] ??= new ProfileFigures(role, ProfileInForce.Of(role, unit, _date));
        }

        if (!_adapted.TryGetValue((unit, role), out var figures))
        {
            _adapted.Add((unit, role), figures = new ProfileFigures(role, ProfileInForce.Of(role, unit, _date)));
        }

        return figures;
    }
}
