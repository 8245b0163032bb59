using Kompetanse.Competence;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Host.Demo;

/// <summary>What an agency can start from: levels, areas, competences, roles with profiles, demanding tasks and goals.</summary>
/// <remarks>Its texts and their sources are in <c>starter-catalogue.yaml</c>.</remarks>
public sealed class StarterCatalogue
{
    const string Resource = "starter-catalogue.yaml";

    internal StarterCatalogue()
    {
    }

    /// <summary>The names of the levels 0 to 5.</summary>
    public required LevelScale LevelScale { get; init; }

    /// <summary>What competences are grouped by.</summary>
    public required IReadOnlyList<Area> Areas { get; init; }

    /// <summary>Every competence, each in one of the areas.</summary>
    public required IReadOnlyList<Protos.Catalogue.V1.Competence> Competences { get; init; }

    /// <summary>Every role; each has a profile.</summary>
    public required IReadOnlyList<Role> Roles { get; init; }

    /// <summary>Every version of the roles' profiles.</summary>
    public required IReadOnlyList<RoleProfile> RoleProfiles { get; init; }

    /// <summary>The tasks that need verified competence to be done alone, with what they ask for.</summary>
    public required IReadOnlyList<DemandingTask> DemandingTasks { get; init; }

    /// <summary>What the agency steers towards.</summary>
    public required IReadOnlyList<Goal> Goals { get; init; }

    /// <summary>The catalogue that is part of this program.</summary>
    public static StarterCatalogue Load()
    {
        using var stream = typeof(StarterCatalogue).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>Reads a catalogue of the same shape.</summary>
    /// <exception cref="InvalidDataException">It has faults; the message names each of them and its place.</exception>
    public static StarterCatalogue Read(TextReader yaml) => StarterCatalogueReader.Read(yaml);

    /// <summary>The rows to import, without demanding tasks, whose requirements are decided one by one.</summary>
    public ImportRequest ToImportRequest() => new ImportRequest
    {
        LevelScale = LevelScale,
        Competences = { Competences },
        Roles = { Roles },
        RoleProfiles = { RoleProfiles },
        Goals = { Goals },
    }.Clone();

    /// <summary>The version of a role's profile in force on a date: the latest not after it.</summary>
    internal RoleProfile? ProfileOn(string roleId, DateOnly date) => RoleProfiles
        .Where(profile => profile.RoleId == roleId && string.CompareOrdinal(profile.ValidFrom, date.ToIso()) <= 0)
        .MaxBy(profile => profile.ValidFrom, StringComparer.Ordinal);
}

/// <summary>A group of competences.</summary>
public sealed record Area
{
    public required string Id { get; init; }
    public required string NameNb { get; init; }
    public required string NameNn { get; init; }
    public required string NameEn { get; init; }
}

/// <summary>A task that needs verified competence to be done alone (O 4.7).</summary>
public sealed record DemandingTask
{
    public required string Id { get; init; }
    public required string NameNb { get; init; }
    public required string NameNn { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Knowledge and skill both.</summary>
    public required IList<TaskRequirement> Requires { get; init; }
}

/// <summary>A competence that a demanding task asks for, at a level from 0 to 5.</summary>
public sealed record TaskRequirement
{
    public required string Competence { get; init; }
    public required int Level { get; init; }
}
