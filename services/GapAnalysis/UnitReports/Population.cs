using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// The positions of some units on a date, counted against the profile in force for each: what one pass over them
/// gathers, and the rows of a report are made of.
/// </summary>
internal sealed class Population(Agency agency, DateOnly date, LevelBasis basis)
{
    private readonly uint _asOf = LevelHistory.EndOf(date);
    private readonly ProfileCounts?[] _national = new ProfileCounts?[agency.Roles.Count];
    private readonly Dictionary<(Unit, Role), ProfileCounts> _adapted = [];
    private readonly Dictionary<Employee, List<Held>> _perhapsSeveral = [];
    private int _single;

    /// <summary>Employees with a position here, each once.</summary>
    public int Employees => _single + _perhapsSeveral.Count;

    public int Positions { get; private set; }

    public long FteMillionths { get; private set; }

    /// <summary>Counts against each profile: a role's national one, and what a unit has made of it.</summary>
    public IEnumerable<ProfileCounts> Profiles => _national.OfType<ProfileCounts>().Concat(_adapted.Values);

    /// <summary>Employees who hold several positions here.</summary>
    public IEnumerable<(Employee Employee, IReadOnlyList<Held> Positions)> Several =>
        _perhapsSeveral.Where(held => held.Value.Count > 1).Select(held => (held.Key, (IReadOnlyList<Held>)held.Value));

    /// <summary>Counts the positions of a unit, not of those below it.</summary>
    public void Add(Unit unit)
    {
        foreach (var position in unit.Positions)
        {
            if (!position.Period.Contains(date))
            {
                continue;
            }

            var (employee, profile) = (position.Employee, ProfileOf(position.Role, unit));
            profile.Add(employee.Assessments.HistoryOn(basis), position.Share, _asOf);
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
        }
    }

    /// <summary>The level that counts for an employee in a competence.</summary>
    public KnownLevel LevelOf(Employee employee, Competence.Catalogue.Competence competence) =>
        employee.Assessments.HistoryOn(basis).At(competence.Index, _asOf);

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
            return _national[role.Index] ??= new ProfileCounts(role, ProfileInForce.Of(role, unit, date));
        }

        if (!_adapted.TryGetValue((unit, role), out var counts))
        {
            _adapted.Add((unit, role), counts = new ProfileCounts(role, ProfileInForce.Of(role, unit, date)));
        }

        return counts;
    }

    /// <summary>One of several positions of an employee.</summary>
    internal readonly record struct Held(Share Share, ProfileCounts Profile);
}
