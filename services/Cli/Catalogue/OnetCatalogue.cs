using System.Text.RegularExpressions;
using Kompetanse.Cli.Import;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Catalogue;

/// <summary>
/// O*NET's Skills and Knowledge as a catalogue: an element is a competence, an occupation a role, and an element of some
/// importance (IM) an expectation at its level (LV).
/// </summary>
internal sealed partial class OnetCatalogue(string validFrom)
{
    /// <summary>On O*NET's scale of importance, 1–5: «important».</summary>
    const decimal LeastImportance = 3;

    // O*NET's levels run 0–7, ours 0–5.
    const decimal OurHighestLevel = 5;
    const decimal TheirHighestLevel = 7;

    static readonly string[] Columns =
        ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Not Relevant"];

    static readonly CatalogueFile Skills = new("Skills*.csv[.gz]", SkillsName(), Columns);
    static readonly CatalogueFile Knowledge = new("Knowledge*.csv[.gz]", KnowledgeName(), Columns);

    readonly Dictionary<string, Competence> competences = [];
    readonly Dictionary<string, Role> roles = [];
    readonly Dictionary<(string Role, string Competence), (decimal? Importance, decimal? Level)> ratings = [];
    int rows;
    int leftOut;
    int repeated;

    /// <summary>The files it is made from; either is enough.</summary>
    public static IReadOnlyList<CatalogueFile> Files { get; } = [Skills, Knowledge];

    public ImportedCatalogue Read(CatalogueFiles files, FaultList faults)
    {
        foreach (var (wanted, kind) in new[] { (Skills, CompetenceKind.Skill), (Knowledge, CompetenceKind.Knowledge) })
        {
            if (files[wanted] is { } file) ReadRatings(file, kind, faults);
        }

        faults.ThrowIfAny();
        var profiles = Profiles(out var withoutLevel);
        return new(
            [.. competences.Values], [.. roles.Values], profiles,
            [("OnetRows", rows), ("OnetLeftOut", leftOut), ("OnetWithoutLevel", withoutLevel), ("OnetRepeated", repeated)]);
    }

    void ReadRatings(CsvFile file, CompetenceKind kind, FaultList faults)
    {
        using var row = new CsvRows(file, file.Open(), faults);
        var (code, title) = (row.Column("O*NET-SOC Code"), row.Column("Title"));
        var (element, name) = (row.Column("Element ID"), row.Column("Element Name"));
        var (scale, value) = (row.Column("Scale ID"), row.Column("Data Value"));
        var (suppress, notRelevant) = (row.Column("Recommend Suppress"), row.Column("Not Relevant"));
        while (row.Next())
        {
            rows++;
            var (role, competence) = (AddRole(row.Required(code), row.Text(title)), row.Required(element));
            AddCompetence(competence, row.Text(name), kind);
            // Too uncertain an estimate, or a level of something that the occupation does not use.
            if (row.Text(suppress) == "Y" || row.Text(notRelevant) == "Y") leftOut++;
            else Rate((role, OnetIds.Of(competence)), row.Text(scale), (decimal)row.Decimal(value));
        }
    }

    void Rate((string Role, string Competence) key, string scale, decimal value)
    {
        var rating = ratings.GetValueOrDefault(key);
        if ((scale == "IM" ? rating.Importance : rating.Level) is not null) repeated++;
        else ratings[key] = scale == "IM" ? rating with { Importance = value } : rating with { Level = value };
    }

    List<RoleProfile> Profiles(out int withoutLevel)
    {
        withoutLevel = 0;
        var profiles = new Dictionary<string, RoleProfile>();
        foreach (var ((role, competence), (importance, level)) in ratings)
        {
            if (importance is not >= LeastImportance) continue;
            if (level is null)
            {
                withoutLevel++;
                continue;
            }

            if (!profiles.TryGetValue(role, out var profile))
                profiles.Add(role, profile = new RoleProfile { RoleId = role, ValidFrom = validFrom });
            profile.Expectations.Add(new Expectation
            {
                CompetenceId = competence,
                Level = Round(level.Value * OurHighestLevel / TheirHighestLevel),
                Weight = Math.Clamp(Round(importance.Value), 1, 5),
            });
        }

        return [.. profiles.Values];
    }

    string AddRole(string code, string title)
    {
        var id = OnetIds.Of(code);
        // O*NET is in English; its title stands in for the bokmål name until someone writes one.
        roles.TryAdd(id, new Role { Id = id, NameNb = title, NameEn = title });
        return id;
    }

    void AddCompetence(string element, string name, CompetenceKind kind)
    {
        var id = OnetIds.Of(element);
        competences.TryAdd(id, new Competence
        {
            Id = id,
            NameNb = name,
            NameEn = name,
            Kind = kind,
            Area = OnetIds.AreaOf(element),
            SourceUri = "https://www.onetonline.org/find/descriptor/result/" + element,
        });
    }

    static int Round(decimal value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    [GeneratedRegex(@"^Skills[._]?(?<set>.*?)\.csv(\.gz)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SkillsName();

    [GeneratedRegex(@"^Knowledge[._]?(?<set>.*?)\.csv(\.gz)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KnowledgeName();
}
