using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Which roles a unit of the demonstration is staffed with, and who employs them.</summary>
static class DemoRoles
{
    public static string Leader(DemoPlace place) => place.Type == UnitType.County ? "fylkesdirektor" : "nav-leder";

    /// <summary>One role for each employee beside the leader.</summary>
    public static IReadOnlyList<string> Staff(DemoPlace place)
    {
        var people = place.Leading == Leading.Above ? place.People : place.People - 1;
        return place.Type switch
        {
            UnitType.Directorate => Fill(people, "fagkoordinator", ("hr-radgiver", 5), ("prosessveileder", 3)),
            UnitType.Line when place.Id == "ytelseslinja" =>
                Fill(people, "beslutter", ("prosessveileder", 3), ("fagkoordinator", 3), ("hr-radgiver", 1)),
            UnitType.Line => Fill(people, "fagkoordinator", ("prosessveileder", 4), ("hr-radgiver", 2)),
            UnitType.County => Fill(people, "fagkoordinator", ("prosessveileder", 2), ("hr-radgiver", 2)),
            UnitType.Special => Fill(people, "veileder", ("gruppeveileder", 3), ("fagkoordinator", 2)),
            UnitType.Office => Office(people),
            _ => throw new ArgumentOutOfRangeException(nameof(place), place.Type, "The demonstration has no such unit."),
        };
    }

    // O 4.9.2: small offices can't have every specialist; larger ones deliver for them.
    static List<string> Office(int people) => Fill(
        people,
        "veileder",
        ("gjeldsradgiver", 1 + people / 18),
        ("jobbspesialist", people / 8),
        ("beslutter", people / 10),
        ("fagkoordinator", people / 18),
        ("gruppeveileder", people / 25));

    /// <summary>Decisions on state benefits are the state's, social services the municipality's; guides may be either's.</summary>
    public static Employer EmployedBy(DemoPlace place, string role, DemoRandom random) => (place.Type, role) switch
    {
        (not UnitType.Office, _) => Employer.State,
        (_, "gjeldsradgiver") => Employer.Municipal,
        (_, "jobbspesialist" or "beslutter") => Employer.State,
        _ => random.Chance(45) ? Employer.Municipal : Employer.State,
    };

    static List<string> Fill(int people, string rest, params IReadOnlyList<(string Role, int Count)> fixedRoles)
    {
        var roles = fixedRoles.SelectMany(role => Enumerable.Repeat(role.Role, role.Count)).ToList();
        roles.AddRange(Enumerable.Repeat(rest, people - roles.Count));
        return roles;
    }
}
