using Kompetanse.GapAnalysis.Tests.UnitReports;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>A number's place: a unit with all below it, or its own positions only.</summary>
internal readonly record struct Place(string Unit, bool OnlyUnit);

/// <summary>One role's positions against one competence all over the agency: how they stand, and what is shown of it.</summary>
/// <param name="Units">The units, those above before those below.</param>
/// <param name="Stands">Each position; nobody outside knows all of them.</param>
/// <param name="Shown">At each place that is shown how many meet the requirement, are below it, and are unknown.</param>
/// <param name="Leads">The units whose own positions the attacker sees exactly.</param>
internal sealed record Row(
    IReadOnlyList<PlainUnit> Units, IReadOnlyList<Stand> Stands, IReadOnlyDictionary<Place, int[]> Shown,
    IReadOnlyCollection<string> Leads)
{
    public static readonly Kind[] Kinds = Enum.GetValues<Kind>();

    public IEnumerable<Place> Places => Units.SelectMany(unit => new Place[] { new(unit.Id, false), new(unit.Id, true) });

    public bool IsShown(Place place) => Shown.ContainsKey(place);

    public int Positions(Place place) => At(place).Count();

    public int[] Counts(Place place) => CountsOf(At(place));

    public static int[] CountsOf(IEnumerable<Stand> stands) =>
        Array.ConvertAll(Kinds, kind => stands.Count(stand => stand.Kind == kind));

    public IEnumerable<Stand> At(Place place) => Stands.Where(stand => IsWithin(stand.Unit, place));

    public bool IsWithin(string unit, Place place) =>
        unit == place.Unit || (!place.OnlyUnit && ParentOf(unit) is { } parent && IsWithin(parent, place));

    public string? ParentOf(string unit) => Units.Single(one => one.Id == unit).Parent;

    /// <summary>The least shown place that a unit's own positions are in: all that is told of them.</summary>
    public Place? LeastShown(string unit)
    {
        if (IsShown(new Place(unit, true)))
        {
            return new Place(unit, true);
        }

        for (var at = unit; at is not null; at = ParentOf(at))
        {
            if (IsShown(new Place(at, false)))
            {
                return new Place(at, false);
            }
        }

        return null;
    }
}
