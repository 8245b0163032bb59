using Kompetanse.GapAnalysis.Tests.UnitReports;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>
/// The attacker with all the time in the world: goes through every way in which the positions of each unit could stand,
/// keeps those in which all that is shown comes out, and sees which hidden numbers are the same in all of them.
/// </summary>
internal sealed class Enumeration
{
    readonly Row _row;
    readonly List<string> _units;
    readonly Dictionary<string, int[]> _guess = [];
    readonly Dictionary<(Place, Kind), (int Least, int Most)> _seen = [];

    Enumeration(Row row) => (_row, _units) = (row, [.. row.Units.Select(unit => unit.Id)]);

    /// <summary>Hidden numbers that are the same in every agency that would show the same.</summary>
    public static List<string> On(Row row)
    {
        var enumeration = new Enumeration(row);
        enumeration.Guess(0);
        return
        [
            .. from seen in enumeration._seen
               where seen.Value.Least == seen.Value.Most && !row.IsShown(seen.Key.Item1) && !Attack.IsTold(row, seen.Key.Item1, seen.Key.Item2)
               select $"{seen.Key} is {seen.Value.Least} in all",
        ];
    }

    void Guess(int unit)
    {
        if (unit == _units.Count)
        {
            See();
            return;
        }

        var positions = _row.Positions(new Place(_units[unit], true));
        for (var met = 0; met <= positions; met++)
        {
            for (var below = 0; below <= positions - met; below++)
            {
                _guess[_units[unit]] = [met, below, positions - met - below];
                if (IsPossible(_units[unit], unit))
                {
                    Guess(unit + 1);
                }
            }
        }
    }

    /// <summary>Nothing that is shown, and that the unit is the last guessed part of, comes out otherwise.</summary>
    bool IsPossible(string guessed, int index) => _row.Shown.Keys
        .Where(place => _row.IsWithin(guessed, place) && _units.Skip(index + 1).All(later => !_row.IsWithin(later, place)))
        .All(place => Total(place).SequenceEqual(_row.Shown[place]));

    void See()
    {
        foreach (var place in _row.Places)
        {
            var total = Total(place);
            foreach (var kind in Row.Kinds)
            {
                var number = total[(int)kind];
                var (least, most) = _seen.GetValueOrDefault((place, kind), (number, number));
                _seen[(place, kind)] = (Math.Min(least, number), Math.Max(most, number));
            }
        }
    }

    int[] Total(Place place)
    {
        var total = new int[3];
        foreach (var unit in _units.Where(unit => _row.IsWithin(unit, place)))
        {
            for (var kind = 0; kind < total.Length; kind++)
            {
                total[kind] += _guess[unit][kind];
            }
        }

        return total;
    }
}
