using Kompetanse.Competence;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Two local adaptations, each leaving at least 85 % of the national profile, by weight, unchanged (O 4.7).</summary>
static class DemoAdaptations
{
    public static IReadOnlyList<LocalAdaptation> Make(DateOnly today) =>
    [
        // Three municipalities in one office: closer work with their services, and the Act known to every guide.
        new()
        {
            UnitId = "nav-reinfossen",
            RoleId = "veileder",
            ValidFrom = today.AddDays(-200).ToIso(),
            Changes =
            {
                new LocalChange { CompetenceId = "inkludering-samhandling", Level = 3, Weight = 3 },
                new LocalChange { CompetenceId = "sosialtjenesteloven", Level = 2, Weight = 3 },
            },
        },
        // Three debt counsellors lead the case workshop of a large office; decision makers there write the decisions.
        new()
        {
            UnitId = "nav-havnebyen",
            RoleId = "gjeldsradgiver",
            ValidFrom = today.AddDays(-120).ToIso(),
            Changes =
            {
                new LocalChange { CompetenceId = "klare-vedtak", Weight = 0 },
                new LocalChange { CompetenceId = "saksverksted", Level = 2, Weight = 2 },
            },
        },
    ];
}
