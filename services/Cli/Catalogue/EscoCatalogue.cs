using System.Text.RegularExpressions;
using Kompetanse.Cli.Import;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Catalogue;

/// <summary>ESCO as a catalogue: an occupation is a role, a skill a competence, and a relation an expectation.</summary>
internal sealed partial class EscoCatalogue(string validFrom)
{
    // ESCO says whether a skill is essential or optional, and nothing of levels. An essential skill is what the
    // occupation is there for, so one works well beyond the basics of it; an optional one is managed on one's own.
    static readonly (int Level, int Weight) Essential = (3, 4);
    static readonly (int Level, int Weight) Optional = (2, 2);

    static readonly CatalogueFile Occupations = new("*occupations_en.csv", OccupationsName(), "conceptUri", "preferredLabel");
    static readonly CatalogueFile Skills = new("*skills_en.csv", SkillsName(), "conceptUri", "skillType", "preferredLabel");
    static readonly CatalogueFile Relations =
        new("*occupationSkillRelations.csv", RelationsName(), "occupationUri", "relationType", "skillUri");

    static readonly Words<CompetenceKind> Kinds =
        new(("knowledge", CompetenceKind.Knowledge), ("skill/competence", CompetenceKind.Skill));

    static readonly Words<(int Level, int Weight)> RelationTypes = new(("essential", Essential), ("optional", Optional));

    readonly Dictionary<string, Role> roles = [];
    readonly Dictionary<string, Competence> competences = [];
    readonly Dictionary<(string Role, string Competence), (int Level, int Weight)> expectations = [];
    int rows;
    int repeated;
    int dangling;

    public static IReadOnlyList<CatalogueFile> Files { get; } = [Occupations, Skills, Relations];

    public ImportedCatalogue Read(CatalogueFiles files, FaultList faults)
    {
        foreach (var missing in Files.Where(file => files[file] is null))
            faults.Add(new(FaultReason.MissingFile, new Place(missing.Name), "MissingCatalogueFile"));
        faults.ThrowIfAny();

        ReadOccupations(files[Occupations]!, faults);
        ReadSkills(files[Skills]!, faults);
        ReadRelations(files[Relations]!, faults);
        faults.ThrowIfAny();
        return new(
            [.. competences.Values], [.. roles.Values], Profiles(),
            [("EscoRelations", rows), ("EscoRepeated", repeated), ("EscoDangling", dangling)]);
    }

    void ReadOccupations(CsvFile file, FaultList faults)
    {
        using var row = new CsvRows(file, file.Open(), faults);
        var (uri, label) = (row.Column("conceptUri"), row.Column("preferredLabel"));
        while (row.Next())
        {
            // The labels are the English ones; they stand in for bokmål until someone writes it.
            var role = new Role { Id = Id(row.Required(uri)), NameNb = row.Required(label), NameEn = row.Text(label) };
            if (!roles.TryAdd(role.Id, role)) repeated++;
        }
    }

    void ReadSkills(CsvFile file, FaultList faults)
    {
        using var row = new CsvRows(file, file.Open(), faults);
        var (uri, type, label) = (row.Column("conceptUri"), row.Column("skillType"), row.Column("preferredLabel"));
        while (row.Next())
        {
            var competence = new Competence
            {
                Id = Id(row.Required(uri)),
                NameNb = row.Required(label),
                NameEn = row.Text(label),
                Kind = row.Word(type, Kinds),
                Area = "esco",
                SourceUri = row.Text(uri),
            };
            if (!competences.TryAdd(competence.Id, competence)) repeated++;
        }
    }

    void ReadRelations(CsvFile file, FaultList faults)
    {
        using var row = new CsvRows(file, file.Open(), faults);
        var (occupation, type, skill) = (row.Column("occupationUri"), row.Column("relationType"), row.Column("skillUri"));
        while (row.Next())
        {
            rows++;
            var key = (Role: Id(row.Required(occupation)), Competence: Id(row.Required(skill)));
            var relation = row.Word(type, RelationTypes);
            if (!roles.ContainsKey(key.Role) || !competences.ContainsKey(key.Competence))
            {
                dangling++;
            }
            else if (!expectations.TryAdd(key, relation))
            {
                repeated++;
                // Essential wins over optional, whichever comes first.
                if (relation.Weight > expectations[key].Weight) expectations[key] = relation;
            }
        }
    }

    List<RoleProfile> Profiles()
    {
        var profiles = new Dictionary<string, RoleProfile>();
        foreach (var ((role, competence), (level, weight)) in expectations)
        {
            if (!profiles.TryGetValue(role, out var profile))
                profiles.Add(role, profile = new RoleProfile { RoleId = role, ValidFrom = validFrom });
            profile.Expectations.Add(new Expectation { CompetenceId = competence, Level = level, Weight = weight });
        }

        return [.. profiles.Values];
    }

    /// <summary>The tail of the URI, which is a uuid that ESCO keeps from version to version.</summary>
    static string Id(string uri) => "esco-" + uri[(uri.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"^(?<set>.*?)_?occupations(_en)?\.csv(\.gz)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OccupationsName();

    [GeneratedRegex(@"^(?<set>.*?)_?skills(_en)?\.csv(\.gz)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkillsName();

    [GeneratedRegex(@"^(?<set>.*?)_?occupationSkillRelations(_en)?\.csv(\.gz)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelationsName();
}
