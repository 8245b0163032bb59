using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>What units of the demonstration need together, whoever has it (R 6.4.1: individual and group competence).</summary>
static class DemoNeeds
{
    public static IReadOnlyList<UnitProfile> Make() =>
    [
        .. DemoPlaces.All.Where(place => place.Type == UnitType.Office).Select(Office),
        Profile("ytelseslinja", ("aap-vurdering", 3, 8), ("stansvurdering", 3, 8), ("beslutningsstotte", 4, 3), ("saksverksted", 3, 2)),
        Profile("kontaktsenteret", ("respektfull-kommunikasjon", 2, 18), ("digital-veiledning", 3, 6), ("gruppeveiledning", 3, 2)),
    ];

    // A larger office needs more people for the same task, also because it may deliver for a smaller one (O 4.9.2).
    static UnitProfile Office(DemoPlace place) => Profile(
        place.Id,
        ("veiledningssamtale", 3, 1 + place.People / 4),
        ("arbeidsgiverkontakt", 3, 1 + place.People / 15),
        ("se-ips-praksis", 3, 1 + place.People / 20),
        ("aap-vurdering", 3, 1 + place.People / 20),
        ("sosialfaglig-vurdering", 3, 1 + place.People / 20),
        ("gjeldsradgivning", 3, 1 + place.People / 40),
        ("kollegaveiledning", 3, 1 + place.People / 20));

    static UnitProfile Profile(string unitId, params IReadOnlyList<(string Competence, int Level, int People)> needs) => new()
    {
        UnitId = unitId,
        Needs = { needs.Select(need => new UnitNeed { CompetenceId = need.Competence, Level = need.Level, People = need.People }) },
    };
}
