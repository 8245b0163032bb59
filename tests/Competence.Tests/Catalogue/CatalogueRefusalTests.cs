using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Xunit;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Tests.Catalogue;

/// <summary>Competences, roles, goals, unit profiles and the names of the levels.</summary>
public sealed class CatalogueRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no competence", new CreateCompetenceRequest(), Expected.FieldRequired("competence") },
        { "a competence without an id", Create(Some.Competence("")), Expected.FieldRequired("competence.id") },
        { "a competence with a tilde in its id", Create(Some.Competence("a~b")), Expected.IdInvalid("competence.id") },
        { "a competence without a name", Create(new Proto.Competence(Some.Competence("x")) { NameNb = "" }), Expected.FieldRequired("competence.name_nb") },
        {
            "a competence of no kind", Create(new Proto.Competence(Some.Competence("x")) { Kind = CompetenceKind.Unspecified }),
            Expected.FieldRequired("competence.kind")
        },
        {
            "a source of 501 characters", Create(new Proto.Competence(Some.Competence("x")) { SourceUri = new string('x', 501) }),
            Expected.TextTooLong("competence.source_uri")
        },
        { "a competence that is there", Create(Some.Competence("veiledning")), Expected.AlreadyExists("competence", "veiledning") },
        { "a competence that does not exist", new GetCompetenceRequest { Id = "x" }, Expected.CompetenceNotFound("id", "x") },
        {
            "an update of a competence that is not there", new UpdateCompetenceRequest { Competence = Some.Competence("x") },
            Expected.CompetenceNotFound("competence", "x")
        },
        {
            "an imported competence twice", new ImportRequest { Competences = { Some.Competence("x"), Some.Competence("x") } },
            Expected.DuplicateRow("competences[1]", "competences[0]")
        },

        { "no role", new CreateRoleRequest(), Expected.FieldRequired("role") },
        { "a role without an id", new CreateRoleRequest { Role = Some.Role("") }, Expected.FieldRequired("role.id") },
        { "a role without a name", new CreateRoleRequest { Role = new Role { Id = "x" } }, Expected.FieldRequired("role.name_nb") },
        {
            "a long nynorsk name", new CreateRoleRequest { Role = new Role { Id = "x", NameNb = "x", NameNn = new string('x', 501) } },
            Expected.TextTooLong("role.name_nn")
        },
        { "a role that is there", new CreateRoleRequest { Role = Some.Role("veileder") }, Expected.AlreadyExists("role", "veileder") },
        { "a role that does not exist", new GetRoleRequest { Id = "kokk" }, Expected.RoleNotFound("id", "kokk") },
        {
            "an update of a role that is not there", new UpdateRoleRequest { Role = Some.Role("kokk") }, Expected.RoleNotFound("role", "kokk")
        },
        {
            "an imported role twice", new ImportRequest { Roles = { Some.Role("x"), Some.Role("y"), Some.Role("y") } },
            Expected.DuplicateRow("roles[2]", "roles[1]")
        },

        { "no goal", new CreateGoalRequest(), Expected.FieldRequired("goal") },
        { "a goal without an id", Create(Some.Goal("")), Expected.FieldRequired("goal.id") },
        { "a goal without a name", Create(new Goal { Id = "x", Weight = 1 }), Expected.FieldRequired("goal.name_nb") },
        { "a goal that weighs nothing", Create(Some.Goal("x", 0)), Expected.GoalWeightOutOfRange("goal.weight") },
        { "a goal that weighs less than nothing", Create(Some.Goal("x", -1)), Expected.GoalWeightOutOfRange("goal.weight") },
        { "a goal that weighs over 1000", Create(Some.Goal("x", 1000.000001)), Expected.GoalWeightOutOfRange("goal.weight") },
        { "a weight with seven decimals", Create(Some.Goal("x", 0.1234567)), Expected.GoalWeightOutOfRange("goal.weight") },
        { "a weight that is no number", Create(Some.Goal("x", double.NaN)), Expected.GoalWeightOutOfRange("goal.weight") },
        { "a goal with a competence that is not there", Create(Some.Goal("x", 1, "veiledning", "y")), Expected.CompetenceNotFound("goal.competence_ids[1]", "y") },
        {
            "a goal with a competence twice", Create(Some.Goal("x", 1, "veiledning", "forvaltning", "veiledning")),
            Expected.DuplicateRow("goal.competence_ids[2]", "goal.competence_ids[0]")
        },
        { "a goal that is there", Create(Some.Goal("inkludering")), Expected.AlreadyExists("goal", "inkludering") },
        { "a goal that does not exist", new GetGoalRequest { Id = "x" }, Expected.GoalNotFound("id", "x") },
        { "an update of a goal that is not there", new UpdateGoalRequest { Goal = Some.Goal("x") }, Expected.GoalNotFound("goal", "x") },
        {
            "an imported goal twice", new ImportRequest { Goals = { Some.Goal("x"), Some.Goal("x", 2) } },
            Expected.DuplicateRow("goals[1]", "goals[0]")
        },

        { "no unit profile", new UpdateUnitProfileRequest(), Expected.FieldRequired("unit_profile") },
        { "the profile of no unit", Update(Some.UnitProfile("")), Expected.FieldRequired("unit_profile.unit_id") },
        { "the profile of a unit that is not there", Update(Some.UnitProfile("x")), Expected.UnitNotFound("unit_profile.unit_id", "x") },
        { "the profile of a unit that does not exist", new GetUnitProfileRequest { UnitId = "x" }, Expected.UnitNotFound("unit_id", "x") },
        {
            "a need for a competence that is not there", Update(Some.UnitProfile("oslo", ("x", 1, 1))),
            Expected.CompetenceNotFound("unit_profile.needs[0].competence_id", "x")
        },
        { "a need at level 6", Update(Some.UnitProfile("oslo", ("veiledning", 6, 1))), Expected.LevelOutOfRange("unit_profile.needs[0].level") },
        { "a need at level -1", Update(Some.UnitProfile("oslo", ("veiledning", -1, 1))), Expected.LevelOutOfRange("unit_profile.needs[0].level") },
        { "a need for nobody", Update(Some.UnitProfile("oslo", ("veiledning", 1, 0))), Expected.PeopleOutOfRange("unit_profile.needs[0].people") },
        {
            "a need for more people than there are", Update(Some.UnitProfile("oslo", ("veiledning", 1, 100_001))),
            Expected.PeopleOutOfRange("unit_profile.needs[0].people")
        },
        {
            "a need twice",
            Update(Some.UnitProfile("oslo", ("veiledning", 1, 1), ("veiledning", 2, 1), ("veiledning", 1, 2))),
            Expected.DuplicateRow("unit_profile.needs[2]", "unit_profile.needs[0]")
        },
        {
            "a first unit profile with an etag", Update(new UnitProfile(Some.UnitProfile("nav")) { Etag = "1" }),
            Expected.EtagStale("unit_profile.etag")
        },
        {
            "a first unit profile with a wrong mask",
            new UpdateUnitProfileRequest { UnitProfile = Some.UnitProfile("nav"), UpdateMask = Some.Mask("people") },
            Expected.UpdateMaskInvalid("people")
        },
        {
            "an imported unit profile twice",
            new ImportRequest { UnitProfiles = { Some.UnitProfile("oslo"), Some.UnitProfile("oslo", ("veiledning", 1, 1)) } },
            Expected.DuplicateRow("unit_profiles[1]", "unit_profiles[0]")
        },

        { "no level scale", new UpdateLevelScaleRequest(), Expected.FieldRequired("level_scale") },
        { "the name of level 6", Update(Some.Scale((5, "a"), (6, "b"))), Expected.LevelOutOfRange("level_scale.levels[1].level") },
        { "a level without a name", Update(Some.Scale((0, ""))), Expected.FieldRequired("level_scale.levels[0].name_nb") },
        {
            "a level named twice", Update(Some.Scale((0, "a"), (1, "b"), (0, "c"))),
            Expected.DuplicateRow("level_scale.levels[2]", "level_scale.levels[0]")
        },
        { "a level scale somebody has changed", Update(new LevelScale(Some.Scale((0, "a"))) { Etag = "7" }), Expected.EtagStale("level_scale.etag") },
        {
            "a level scale with a wrong mask",
            new UpdateLevelScaleRequest { LevelScale = Some.Scale((0, "a")), UpdateMask = Some.Mask("etag") }, Expected.UpdateMaskInvalid("etag")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static CreateCompetenceRequest Create(Proto.Competence competence) => new() { Competence = competence };

    static CreateGoalRequest Create(Goal goal) => new() { Goal = goal };

    static UpdateUnitProfileRequest Update(UnitProfile profile) => new() { UnitProfile = profile };

    static UpdateLevelScaleRequest Update(LevelScale scale) => new() { LevelScale = scale };
}
