using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Catalogue;

public sealed class EscoCatalogueTests
{
    const string Occupations = "conceptType,conceptUri,preferredLabel,altLabels\n";
    const string Skills = "conceptType,conceptUri,skillType,preferredLabel,altLabels\n";
    const string Relations = "occupationUri,relationType,skillType,skillUri\n";

    [SharedDataFact("esco")]
    public async Task The_occupations_near_the_agency_have_the_numbers_that_the_files_have()
    {
        var terminal = await ImportAsync(SharedData.Path("esco"));
        var (competences, roles, profiles) = Sent(terminal);
        // Counted in the file's text: one URI and one word a relation.
        var relations = File.ReadAllText(Path.Combine(SharedData.Path("esco"), "nav_roles_occupationSkillRelations.csv"));
        var (essential, optional) = (Count(relations, ",essential,"), Count(relations, ",optional,"));
        (essential, optional).ShouldBe((871, 883));

        roles.Count.ShouldBe(29);
        competences.Count.ShouldBe(689);
        competences.Count(competence => competence.Kind == CompetenceKind.Knowledge).ShouldBe(168);
        var expectations = profiles.SelectMany(profile => profile.Expectations).ToList();
        expectations.Count(e => e is { Level: 3, Weight: 4 }).ShouldBe(essential);
        expectations.Count(e => e is { Level: 2, Weight: 2 }).ShouldBe(optional);
        expectations.Count.ShouldBe(essential + optional);
        terminal.Output.ShouldContain("29 roller, 689 kompetanser og 1\u00A0754 forventninger fra 1. januar 2022.");
    }

    [SharedDataFact("esco")]
    public async Task Line_breaks_inside_quotes_leave_the_names_whole_and_ids_are_valid()
    {
        var (competences, roles, _) = Sent(await ImportAsync(SharedData.Path("esco")));
        var agent = roles.Single(role => role.Id == "esco-42a96d07-1e1d-49ae-9399-c1f4be27ddea");
        agent.NameNb.ShouldBe("employment agent");
        var oppressive = competences.Single(c => c.Id == "esco-000709ed-2be5-4193-b056-45a97698d828");
        oppressive.ShouldBe(new Competence
        {
            Id = "esco-000709ed-2be5-4193-b056-45a97698d828",
            NameNb = "apply anti-oppressive practices",
            NameEn = "apply anti-oppressive practices",
            Kind = CompetenceKind.Skill,
            Area = "esco",
            SourceUri = "http://data.europa.eu/esco/skill/000709ed-2be5-4193-b056-45a97698d828",
        });
        competences.ShouldAllBe(competence => !competence.NameNb.Contains('\n'));
        foreach (var id in competences.Select(c => c.Id).Concat(roles.Select(r => r.Id)))
            id.ShouldMatch("^[A-Za-z0-9._:-]{1,64}$");
    }

    [Fact]
    public async Task Essential_wins_over_optional_and_what_points_nowhere_is_left_out()
    {
        using var folder = new TemporaryFolder()
            .With("occupations_en.csv", Occupations + "Occupation,http://x/o1,agent,\"a\nb\"\n")
            .With("skills_en.csv", Skills + "S,http://x/s1,knowledge,law,\"c\n\nd\"\nS,http://x/s2,skill/competence,advise,\n")
            .With("occupationSkillRelations.csv", Relations
                + "http://x/o1,optional,knowledge,http://x/s1\nhttp://x/o1,essential,knowledge,http://x/s1\n"
                + "http://x/o1,optional,skill/competence,http://x/s2\n"
                + "http://x/o9,essential,knowledge,http://x/s1\nhttp://x/o1,essential,knowledge,http://x/s9\n");
        var terminal = await ImportAsync(folder.Path, "--valid-from", "2025-01-01");
        Sent(terminal).Profiles.Single().ShouldBe(new RoleProfile
        {
            RoleId = "esco-o1",
            ValidFrom = "2025-01-01",
            Expectations =
            {
                new Expectation { CompetenceId = "esco-s1", Level = 3, Weight = 4 },
                new Expectation { CompetenceId = "esco-s2", Level = 2, Weight = 2 },
            },
        });
        terminal.Output.ShouldContain("5 relasjoner lest");
        terminal.Output.ShouldContain("1 rader gjentatt: det viktigste gjelder");
        terminal.Output.ShouldContain("2 relasjoner utelatt: yrket eller ferdigheten er ikke med");
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder().With("occupations_en.csv", Occupations);
        var terminal = new Terminal();
        (await terminal.RunAsync("catalogue", "import", "--from", "esco", folder.Path, "--lang", "en")).ShouldBe(1);
        terminal.Error.ShouldContain("*skills_en.csv: the file is missing from the folder. [MISSING_FILE]");
        terminal.Error.ShouldContain("*occupationSkillRelations.csv: the file is missing from the folder. [MISSING_FILE]");
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        using var folder = new TemporaryFolder()
            .With("occupations_en.csv", Occupations).With("skills_en.csv", Skills).With("occupationSkillRelations.csv", Relations);
        var terminal = await ImportAsync(folder.Path, "--dry-run");
        terminal.Host.PartsReceived.ShouldBe(0);
        terminal.Output.ShouldEndWith("Ingenting er sendt (--dry-run).\n");
    }

    static int Count(string text, string word) => text.Split(word).Length - 1;

    static async Task<Terminal> ImportAsync(string folder, params string[] options)
    {
        var terminal = new Terminal();
        (await terminal.RunAsync(["catalogue", "import", "--from", "esco", folder, .. options])).ShouldBe(0, terminal.Error);
        return terminal;
    }

    static (List<Competence> Competences, List<Role> Roles, List<RoleProfile> Profiles) Sent(Terminal terminal)
    {
        var sent = terminal.Host.Recorded.ShouldNotBeNull();
        return ([.. sent.SelectMany(p => p.Competences)], [.. sent.SelectMany(p => p.Roles)], [.. sent.SelectMany(p => p.RoleProfiles)]);
    }
}
