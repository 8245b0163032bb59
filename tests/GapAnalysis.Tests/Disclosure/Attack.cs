using Kompetanse.GapAnalysis.Tests.UnitReports;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>
/// Someone who has fetched all reports, knows from the directory how many positions each unit has, and computes: every
/// number lies between bounds, a unit is the sum of its own positions and the units below it, and the positions are those
/// who meet the requirement, are below it, and are unknown. Bounds are narrowed until nothing narrows them further.
/// </summary>
internal sealed class Attack
{
    readonly Row _row;
    readonly Dictionary<(Place, Kind), (int Least, int Most)> _bounds = [];

    public Attack(Row row)
    {
        _row = row;
        foreach (var place in row.Places)
        {
            foreach (var kind in Row.Kinds)
            {
                _bounds[(place, kind)] = row.Shown.TryGetValue(place, out var shown)
                    ? (shown[(int)kind], shown[(int)kind])
                    : (0, row.Positions(place));
            }
        }

        while (Narrow())
        {
        }
    }

    /// <summary>What has come out that should not: numbers that are hidden, and groups of a few told apart.</summary>
    public static List<string> On(Row row) => [.. new Attack(row).Pinned(), .. SmallGroups(row)];

    /// <summary>
    /// Hidden numbers that can be only one. Not those that are told: nobody in a group that is shown, or left when the
    /// shown parts are subtracted, is nobody in its parts; and all of a shown group are all of its parts.
    /// </summary>
    IEnumerable<string> Pinned() =>
        from place in _row.Places
        where !_row.IsShown(place)
        from kind in Row.Kinds
        let bounds = _bounds[(place, kind)]
        where bounds.Least == bounds.Most && !IsTold(_row, place, kind)
        select $"{kind} in {place} can only be {bounds.Least}";

    /// <summary>Whether a hidden number follows from a shown zero.</summary>
    public static bool IsTold(Row row, Place place, Kind kind) => row.At(place)
        .Where(stand => !row.Leads.Contains(stand.Unit))
        .Select(stand => row.LeastShown(stand.Unit))
        .Distinct()
        .All(shown => shown is { } cell
            && (Left(row, cell).All(stand => stand.Kind != kind)
                || row.At(cell).Where(stand => !row.Leads.Contains(stand.Unit)).DistinctBy(stand => stand.Kind).Count() == 1));

    /// <summary>What can be got by subtracting shown numbers: each is about nobody, or about five or more.</summary>
    static IEnumerable<string> SmallGroups(Row row) =>
        from cell in row.Units.Select(unit => row.LeastShown(unit.Id)).OfType<Place>().Distinct()
        where !(cell.OnlyUnit && row.Leads.Contains(cell.Unit))
        from same in Left(row, cell).GroupBy(stand => stand.Kind)
        let people = same.DistinctBy(stand => stand.Employee).Count()
        where people < 5
        select $"{people} who are {same.Key} are told apart in {cell}";

    /// <summary>A shown place without the shown places in it.</summary>
    static IEnumerable<Stand> Left(Row row, Place cell) => row.At(cell).Where(stand => row.LeastShown(stand.Unit) == cell);

    /// <summary>Narrows once by every sum that must hold. Whether anything became narrower.</summary>
    bool Narrow()
    {
        var narrowed = false;
        foreach (var unit in _row.Units)
        {
            foreach (var kind in Row.Kinds)
            {
                var below = _row.Units.Where(one => one.Parent == unit.Id).Select(one => (new Place(one.Id, false), kind));
                var whole = (new Place(unit.Id, false), kind);
                var parts = below.Append((new Place(unit.Id, true), kind)).ToList();
                narrowed |= NarrowParts(parts, _bounds[whole]) | NarrowTo(whole, Sum(parts));
            }
        }

        foreach (var place in _row.Places)
        {
            var positions = _row.Positions(place);
            narrowed |= NarrowParts([.. Row.Kinds.Select(kind => (place, kind))], (positions, positions));
        }

        return narrowed;
    }

    bool NarrowParts(List<(Place, Kind)> parts, (int Least, int Most) whole)
    {
        var narrowed = false;
        foreach (var part in parts)
        {
            var (least, most) = Sum(parts.Where(other => other != part));
            narrowed |= NarrowTo(part, (whole.Least - most, whole.Most - least));
        }

        return narrowed;
    }

    bool NarrowTo((Place, Kind) number, (int Least, int Most) to)
    {
        var was = _bounds[number];
        _bounds[number] = (Math.Max(was.Least, to.Least), Math.Min(was.Most, to.Most));
        return _bounds[number] != was;
    }

    (int Least, int Most) Sum(IEnumerable<(Place, Kind)> numbers)
    {
        var (least, most) = (0, 0);
        foreach (var number in numbers)
        {
            least += _bounds[number].Least;
            most += _bounds[number].Most;
        }

        return (least, most);
    }
}
