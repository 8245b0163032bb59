using Kompetanse.Host.Demo;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

public sealed class StarterCatalogueTests
{
    static readonly StarterCatalogue Catalogue = StarterCatalogue.Load();

    static readonly Dictionary<string, Protos.Catalogue.V1.Competence> Competences = Catalogue.Competences.ToDictionary(competence => competence.Id);

    [Fact]
    public void The_six_levels_have_names() =>
        Catalogue.LevelScale.Levels.Select(level => level.Level).ShouldBe([0, 1, 2, 3, 4, 5]);

    [Fact]
    public void There_are_thirty_five_to_fifty_competences() => Catalogue.Competences.Count.ShouldBeInRange(35, 50);

    [Fact]
    public void The_nine_areas_are_there_and_each_is_used()
    {
        string[] areas =
        [
            "relasjon", "veiledning", "arbeidsmarked", "inkludering", "forvaltning", "kompetanseledelse",
            "brukermedvirkning", "tjenesteutvikling", "digital",
        ];
        Catalogue.Areas.Select(area => area.Id).ShouldBe(areas);
        Catalogue.Competences.Select(competence => competence.Area).Distinct().ShouldBe(areas, ignoreOrder: true);
    }

    [Fact]
    public void Every_kind_of_competence_and_every_knowledge_basis_is_used()
    {
        Catalogue.Competences.Select(competence => competence.Kind).Distinct().Order()
            .ShouldBe([CompetenceKind.Knowledge, CompetenceKind.Skill, CompetenceKind.Attitude, CompetenceKind.Ability]);
        Catalogue.Competences.Select(competence => competence.KnowledgeBasis).Distinct().Order()
            .ShouldBe([KnowledgeBasis.Strong, KnowledgeBasis.Moderate, KnowledgeBasis.Weak]);
    }

    [Theory]
    [InlineData("inkludering-brukermedvirkning")]
    [InlineData("inkludering-arbeidsmarkedskunnskap")]
    [InlineData("inkludering-arbeidsgiverens-perspektiv")]
    [InlineData("inkludering-samhandling")]
    [InlineData("inkludering-fagkunnskap")]
    [InlineData("inkludering-fagferdigheter")]
    public void The_parts_of_inclusion_competence_belong_to_inclusion(string id) =>
        Competences[id].Area.ShouldBe("inkludering");

    [Fact]
    public void The_ten_roles_are_there() => Catalogue.Roles.Select(role => role.NameNb).ShouldBe(
    [
        "Veileder", "Jobbspesialist", "Beslutter", "Prosessveileder", "Fagkoordinator", "Gruppeveileder", "Gjeldsrådgiver",
        "Nav-leder", "Fylkesdirektør", "HR-rådgiver",
    ]);

    [Fact]
    public void Every_role_has_a_profile_of_six_to_fourteen_expectations_from_2024()
    {
        foreach (var role in Catalogue.Roles)
        {
            var versions = Catalogue.RoleProfiles.Where(profile => profile.RoleId == role.Id).ToList();
            versions.Select(version => version.ValidFrom).ShouldContain("2024-01-01", role.Id);
            foreach (var version in versions)
            {
                version.Expectations.Count.ShouldBeInRange(6, 14, role.Id);
                foreach (var expectation in version.Expectations)
                {
                    Competences.ShouldContainKey(expectation.CompetenceId);
                    expectation.Level.ShouldBeInRange(1, 4, $"{role.Id} {expectation.CompetenceId}");
                    expectation.Weight.ShouldBeInRange(1, 5, $"{role.Id} {expectation.CompetenceId}");
                }
            }
        }
    }

    [Theory]
    [InlineData("veileder")]
    [InlineData("jobbspesialist")]
    public void The_version_from_2026_changes_a_little(string role)
    {
        var old = Catalogue.RoleProfiles.Single(profile => profile.RoleId == role && profile.ValidFrom == "2024-01-01");
        var renewed = Catalogue.RoleProfiles.Single(profile => profile.RoleId == role && profile.ValidFrom == "2026-01-01");
        renewed.Expectations.ShouldNotBe(old.Expectations);
        renewed.Expectations.Intersect(old.Expectations).Count().ShouldBeGreaterThan(old.Expectations.Count / 2);
    }

    [Fact]
    public void The_five_demanding_tasks_each_ask_for_knowledge_and_skill()
    {
        Catalogue.DemandingTasks.Count.ShouldBe(5);
        foreach (var task in Catalogue.DemandingTasks)
        {
            var kinds = task.Requires.Select(requirement => Competences[requirement.Competence].Kind).ToList();
            kinds.ShouldContain(CompetenceKind.Knowledge, task.Id);
            kinds.ShouldContain(CompetenceKind.Skill, task.Id);
        }
    }

    [Fact]
    public void Every_competence_is_expected_of_somebody_and_so_has_a_use()
    {
        var expected = Catalogue.RoleProfiles.SelectMany(profile => profile.Expectations)
            .Select(expectation => expectation.CompetenceId).ToHashSet();
        Competences.Keys.Where(id => !expected.Contains(id)).ShouldBeEmpty();
    }

    [Fact]
    public void The_goals_are_four_or_five_and_served_by_known_competences()
    {
        Catalogue.Goals.Count.ShouldBeInRange(4, 5);
        foreach (var goal in Catalogue.Goals)
        {
            goal.CompetenceIds.ShouldNotBeEmpty(goal.Id);
            goal.CompetenceIds.ShouldBeSubsetOf(Competences.Keys, goal.Id);
        }
    }

    [Fact]
    public void Every_text_is_there_in_three_languages_and_none_is_an_id()
    {
        var texts = Catalogue.Areas.Select(area => (area.Id, Names: new[] { area.NameNb, area.NameNn, area.NameEn }))
            .Concat(Catalogue.Competences.Select(competence =>
                (competence.Id, Names: new[] { competence.NameNb, competence.NameNn, competence.NameEn })))
            .Concat(Catalogue.Roles.Select(role => (role.Id, Names: new[] { role.NameNb, role.NameNn, role.NameEn })))
            .Concat(Catalogue.DemandingTasks.Select(task => (task.Id, Names: new[] { task.NameNb, task.NameNn, task.NameEn })))
            .Concat(Catalogue.LevelScale.Levels.Select(level =>
                (Id: $"{level.Level}", Names: new[] { level.NameNb, level.NameNn, level.NameEn })))
            .Concat(Catalogue.Goals.Select(goal => (goal.Id, Names: new[] { goal.NameNb })));
        foreach (var (id, names) in texts)
        {
            foreach (var name in names)
            {
                name.ShouldNotBeNullOrWhiteSpace(id);
                name.ShouldNotBe(id);
            }
        }
    }

    [Fact]
    public void No_two_competences_have_the_same_name()
    {
        Catalogue.Competences.Select(competence => competence.NameNb).ShouldBeUnique();
        Catalogue.Competences.Select(competence => competence.NameNn).ShouldBeUnique();
        Catalogue.Competences.Select(competence => competence.NameEn).ShouldBeUnique();
    }
}
