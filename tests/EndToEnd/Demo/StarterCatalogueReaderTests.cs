using Kompetanse.Host.Demo;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>Whoever edits the catalogue is told what is wrong, and where.</summary>
public sealed class StarterCatalogueReaderTests
{
    const string Small = """
        levels:
          - { level: 0, name_nb: Ingen, name_nn: Ingen, name_en: None }
          - { level: 1, name_nb: En, name_nn: Ein, name_en: One }
          - { level: 2, name_nb: To, name_nn: To, name_en: Two }
          - { level: 3, name_nb: Tre, name_nn: Tre, name_en: Three }
          - { level: 4, name_nb: Fire, name_nn: Fire, name_en: Four }
          - { level: 5, name_nb: Fem, name_nn: Fem, name_en: Five }
        areas:
          - { id: felt, name_nb: Felt, name_nn: Felt, name_en: Field }
        competences:
          - { id: vite, kind: KNOWLEDGE, area: felt, knowledge_basis: STRONG, name_nb: Vite, name_nn: Vite, name_en: Know }
          - { id: gjore, kind: SKILL, area: felt, knowledge_basis: WEAK, name_nb: Gjøre, name_nn: Gjere, name_en: Do }
        demanding_tasks:
          - id: oppgave
            name_nb: Oppgave
            name_nn: Oppgåve
            name_en: Task
            requires:
              - { competence: vite, level: 2 }
              - { competence: gjore, level: 3 }
        roles:
          - { id: rolle, name_nb: Rolle, name_nn: Rolle, name_en: Role }
        role_profiles:
          - role: rolle
            valid_from: 2024-01-01
            expectations:
              - { competence: vite, level: 2, weight: 5 }
        goals:
          - { id: mal, name_nb: Mål, weight: 2.5, competences: [gjore] }
        """;

    [Fact]
    public void A_sound_catalogue_becomes_rows_to_import()
    {
        var rows = Read(Small).ToImportRequest();
        rows.LevelScale.Levels.Count.ShouldBe(6);
        rows.Competences.Select(competence => competence.Id).ShouldBe(["vite", "gjore"]);
        rows.Roles.Single().NameNn.ShouldBe("Rolle");
        rows.RoleProfiles.Single().ValidFrom.ShouldBe("2024-01-01");
        rows.RoleProfiles.Single().Expectations.Single().Weight.ShouldBe(5);
        rows.Goals.Single().Weight.ShouldBe(2.5);
    }

    [Theory]
    [InlineData("weight: 5 }", "wieght: 5 }", "line 27")]
    [InlineData("weight: 5 }", "wieght: 5 }", "'wieght' not found")]
    [InlineData(", weight: 5 }", " }", "weight")]
    [InlineData("level: 2, weight: 5", "level: to, weight: 5", "line 27")]
    [InlineData("valid_from: 2024-01-01", "valid_from: 2024-13-01", "line 25")]
    [InlineData("goals:", "roles: []\ngoals:", "roles")]
    [InlineData("kind: SKILL", "kind: FERDIGHET", "FERDIGHET")]
    [InlineData("name_nb: Mål", "name_nb:", "line 29")]
    public void A_file_that_can_not_be_read_names_the_place(string sound, string broken, string expected) =>
        Fault(sound, broken).ShouldContain(expected);

    [Theory]
    [InlineData("competence: vite, level: 2, weight", "competence: viite, level: 2, weight", "role_profiles (rolle 2024-01-01): unknown competence 'viite'")]
    [InlineData("competences: [gjore]", "competences: [gjøre]", "goals (mal): unknown competence 'gjøre'")]
    [InlineData("competence: gjore, level: 3", "competence: gjorde, level: 3", "demanding_tasks (oppgave): unknown competence 'gjorde'")]
    [InlineData("competence: gjore, level: 3", "competence: vite, level: 3", "demanding_tasks (oppgave): asks for no skill; it must cover both")]
    [InlineData("id: vite, kind: KNOWLEDGE", "id: vite, kind: ATTITUDE", "demanding_tasks (oppgave): asks for no knowledge; it must cover both")]
    [InlineData("competence: gjore, level: 3", "competence: gjore, level: 6", "demanding_tasks (oppgave): level of 'gjore' is 6, and must be 0 to 5")]
    [InlineData("level: 2, weight: 5", "level: -1, weight: 5", "role_profiles (rolle 2024-01-01): level of 'vite' is -1, and must be 0 to 5")]
    [InlineData("weight: 5 }", "weight: 6 }", "role_profiles (rolle 2024-01-01): weight of 'vite' is 6, and must be 1 to 5")]
    [InlineData("id: gjore", "id: vite", "competences: 'vite' stands 2 times")]
    [InlineData("competences: [gjore]", "competences: [gjore, gjore]", "goals (mal): 'gjore' stands 2 times")]
    [InlineData("kind: SKILL, area: felt", "kind: SKILL, area: felst", "competences (gjore): unknown area 'felst'")]
    [InlineData("kind: SKILL", "kind: 7", "competences (gjore): unknown kind '7'")]
    [InlineData("knowledge_basis: WEAK", "knowledge_basis: UNSPECIFIED", "competences (gjore): unknown knowledge_basis 'Unspecified'")]
    [InlineData("- role: rolle", "- role: rolla", "role_profiles (rolla 2024-01-01): unknown role 'rolla'")]
    [InlineData("- role: rolle", "- role: rolla", "roles (rolle): has no profile in role_profiles")]
    [InlineData("weight: 2.5", "weight: 0", "goals (mal): weight must be over 0 and at most 1000")]
    [InlineData("level: 5, name_nb", "level: 4, name_nb", "levels: must be 0, 1, 2, 3, 4 and 5, in that order")]
    [InlineData("name_nb: Gjøre", "name_nb: ''", "competences (gjore): a name is empty")]
    public void A_fault_names_its_section_and_what_is_wrong(string sound, string broken, string expected) =>
        Fault(sound, broken).Split('\n').ShouldContain(expected);

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var broken = Small.Replace("competences: [gjore]", "competences: [gj]").Replace("weight: 5 }", "weight: 9 }");
        Should.Throw<InvalidDataException>(() => Read(broken)).Message.Split('\n').Length.ShouldBe(3);
    }

    [Fact]
    public void An_empty_file_is_refused() =>
        Should.Throw<InvalidDataException>(() => Read("")).Message.ShouldBe("The starter catalogue is empty.");

    static string Fault(string sound, string broken)
    {
        Small.ShouldContain(sound);
        return Should.Throw<InvalidDataException>(() => Read(Small.Replace(sound, broken))).Message;
    }

    static StarterCatalogue Read(string yaml) => StarterCatalogue.Read(new StringReader(yaml));
}
