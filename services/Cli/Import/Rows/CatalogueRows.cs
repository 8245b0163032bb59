using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Import.Rows;

/// <summary>Rows about competences, roles and the names of levels.</summary>
internal static class CatalogueRows
{
    static readonly Words<CompetenceKind> Kinds = new(
        ("KNOWLEDGE", CompetenceKind.Knowledge), ("SKILL", CompetenceKind.Skill),
        ("ATTITUDE", CompetenceKind.Attitude), ("ABILITY", CompetenceKind.Ability));

    static readonly Words<KnowledgeBasis> Bases = new(
        ("STRONG", KnowledgeBasis.Strong), ("MODERATE", KnowledgeBasis.Moderate), ("WEAK", KnowledgeBasis.Weak));

    public static IEnumerable<Competence> Competences(CsvRows rows)
    {
        var (id, nb, nn, en) = (rows.Column("id"), rows.Column("name_nb"), rows.Column("name_nn"), rows.Column("name_en"));
        var (kind, area, basis) = (rows.Column("kind"), rows.Column("area"), rows.Column("knowledge_basis"));
        var source = rows.Column("source_uri");
        while (rows.Next())
        {
            var competence = new Competence
            {
                Id = rows.Required(id),
                NameNb = rows.Required(nb),
                NameNn = rows.Text(nn),
                NameEn = rows.Text(en),
                Kind = rows.Word(kind, Kinds),
                Area = rows.Text(area),
                KnowledgeBasis = rows.OptionalWord(basis, Bases),
                SourceUri = rows.Text(source),
            };
            if (rows.Sound) yield return competence;
        }
    }

    public static IEnumerable<Role> Roles(CsvRows rows)
    {
        var (id, nb, nn, en) = (rows.Column("id"), rows.Column("name_nb"), rows.Column("name_nn"), rows.Column("name_en"));
        while (rows.Next())
        {
            var role = new Role
            {
                Id = rows.Required(id),
                NameNb = rows.Required(nb),
                NameNn = rows.Text(nn),
                NameEn = rows.Text(en),
            };
            if (rows.Sound) yield return role;
        }
    }

    public static IEnumerable<LevelName> Levels(CsvRows rows)
    {
        var (level, nb, nn, en) =
            (rows.Column("level"), rows.Column("name_nb"), rows.Column("name_nn"), rows.Column("name_en"));
        while (rows.Next())
        {
            var name = new LevelName
            {
                Level = rows.Integer(level),
                NameNb = rows.Required(nb),
                NameNn = rows.Text(nn),
                NameEn = rows.Text(en),
            };
            if (rows.Sound) yield return name;
        }
    }
}
