using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Who leads a unit of the demonstration.</summary>
enum Leading
{
    /// <summary>A leader of its own.</summary>
    Own,

    /// <summary>A leader of its own, who followed another some months ago.</summary>
    Succeeded,

    /// <summary>A leader of its own who is away, with somebody acting meanwhile.</summary>
    Away,

    /// <summary>The leader of the unit above.</summary>
    Above,
}

/// <summary>A unit of the demonstration, with the number of people whose place it is, its leader among them.</summary>
sealed record DemoPlace(string Id, string Name, UnitType Type, string Above, int People, Leading Leading, params string[] Sites);

/// <summary>The tree of units. Every place name is invented: there is no such county, town or office.</summary>
static class DemoPlaces
{
    public static readonly IReadOnlyList<DemoPlace> All =
    [
        new("direktoratet", "Demodirektoratet for arbeid og velferd", UnitType.Directorate, "", 14, Leading.Own),
        new("tjenestelinja", "Tjenestelinja", UnitType.Line, "direktoratet", 12, Leading.Own),
        new("ytelseslinja", "Ytelseslinja", UnitType.Line, "direktoratet", 24, Leading.Own),
        new("kontaktsenteret", "Nav kontaktsenter Midtbygda", UnitType.Special, "tjenestelinja", 32, Leading.Own),

        new("fylke-fjordmark", "Nav Fjordmark", UnitType.County, "tjenestelinja", 9, Leading.Own),
        new("nav-fjordbyen", "Nav Fjordbyen", UnitType.Office, "fylke-fjordmark", 60, Leading.Own, "Fjordbyen sentrum"),
        new("nav-eplesund", "Nav Eplesund", UnitType.Office, "fylke-fjordmark", 27, Leading.Own, "Eplesund"),
        new("nav-makever", "Nav Måkevær", UnitType.Office, "fylke-fjordmark", 14, Leading.Own, "Måkevær"),

        new("fylke-dalriket", "Nav Dalriket", UnitType.County, "tjenestelinja", 8, Leading.Own),
        new("nav-elvebyen", "Nav Elvebyen", UnitType.Office, "fylke-dalriket", 46, Leading.Own, "Elvebyen", "Bruhaugen"),
        new("nav-furumoen", "Nav Furumoen", UnitType.Office, "fylke-dalriket", 19, Leading.Away, "Furumoen"),
        new("nav-seterlia", "Nav Seterlia", UnitType.Office, "fylke-dalriket", 6, Leading.Own, "Seterlia"),

        new("fylke-kysthav", "Nav Kysthav", UnitType.County, "tjenestelinja", 8, Leading.Own),
        new("nav-havnebyen", "Nav Havnebyen", UnitType.Office, "fylke-kysthav", 54, Leading.Succeeded, "Havnebyen"),
        new("nav-fyrvagen", "Nav Fyrvågen", UnitType.Office, "fylke-kysthav", 31, Leading.Own, "Fyrvågen"),
        new("nav-tareholmen", "Nav Tareholmen", UnitType.Office, "fylke-kysthav", 8, Leading.Above, "Tareholmen"),

        new("fylke-nordskog", "Nav Nordskog", UnitType.County, "tjenestelinja", 8, Leading.Own),
        new("nav-granbyen", "Nav Granbyen", UnitType.Office, "fylke-nordskog", 38, Leading.Own, "Granbyen"),
        // O 4.9.2: an office of several municipalities, with several sites.
        new("nav-reinfossen", "Nav Reinfossen", UnitType.Office, "fylke-nordskog", 24, Leading.Own, "Reinfossen", "Ulvdalen", "Myrset"),
        new("nav-myrheia", "Nav Myrheia", UnitType.Office, "fylke-nordskog", 11, Leading.Own, "Myrheia"),
    ];

    static readonly Dictionary<string, DemoPlace> ById = All.ToDictionary(place => place.Id, StringComparer.Ordinal);

    public static DemoPlace? Above(DemoPlace place) => ById.GetValueOrDefault(place.Above);

    /// <summary>Units of the same kind under the same unit, without itself.</summary>
    public static IReadOnlyList<DemoPlace> Neighbours(DemoPlace place) =>
        [.. All.Where(other => other.Above == place.Above && other.Type == place.Type && other != place)];
}
