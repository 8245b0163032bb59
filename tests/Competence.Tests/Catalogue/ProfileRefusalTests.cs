using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Catalogue;

/// <summary>Role profiles and local adaptations.</summary>
public sealed class ProfileRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no role profile", new CreateRoleProfileRequest(), Expected.FieldRequired("role_profile") },
        { "the profile of no role", Create(Some.Profile("", "2027-01-01")), Expected.FieldRequired("role_profile.role_id") },
        { "the profile of a role that is not there", Create(Some.Profile("kokk", "2027-01-01")), Expected.RoleNotFound("role_profile.role_id", "kokk") },
        { "a profile from no date", Create(Some.Profile("veileder", "")), Expected.FieldRequired("role_profile.valid_from") },
        { "a profile from 30 February", Create(Some.Profile("veileder", "2026-02-30")), Expected.DateInvalid("role_profile.valid_from") },
        {
            "an expectation at level -1", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", -1, 1))),
            Expected.LevelOutOfRange("role_profile.expectations[0].level")
        },
        {
            "an expectation at level 6", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", 6, 1))),
            Expected.LevelOutOfRange("role_profile.expectations[0].level")
        },
        {
            "an expectation that weighs 0", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", 1, 0))),
            Expected.WeightOutOfRange("role_profile.expectations[0].weight")
        },
        {
            "an expectation that weighs 6", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", 1, 6))),
            Expected.WeightOutOfRange("role_profile.expectations[0].weight")
        },
        {
            "an expectation of a competence that is not there", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", 1, 1), ("x", 1, 1))),
            Expected.CompetenceNotFound("role_profile.expectations[1].competence_id", "x")
        },
        {
            "an expectation twice", Create(Some.Profile("veileder", "2027-01-01", ("veiledning", 1, 1), ("forvaltning", 1, 1), ("veiledning", 2, 1))),
            Expected.DuplicateRow("role_profile.expectations[2]", "role_profile.expectations[0]")
        },
        { "a version that is there", Create(Some.Profile("veileder", "2026-01-01")), Expected.AlreadyExists("role_profile", "veileder~2026-01-01") },
        {
            "an update of a version that is not there", new UpdateRoleProfileRequest { RoleProfile = Some.Profile("veileder", "2027-01-01") },
            Expected.RoleProfileNotFound("role_profile", "veileder~2027-01-01")
        },
        {
            "a profile before the first version", new GetRoleProfileRequest { RoleId = "veileder", AsOf = "2025-12-31" },
            Expected.RoleProfileNotFound("as_of", "veileder~2025-12-31")
        },
        { "the profile in force of a role that is not there", new GetRoleProfileRequest { RoleId = "kokk" }, Expected.RoleNotFound("role_id", "kokk") },
        {
            "the profile in force in a unit that is not there", new GetRoleProfileRequest { RoleId = "veileder", UnitId = "x" },
            Expected.UnitNotFound("unit_id", "x")
        },
        {
            "the profile in force on no date", new GetRoleProfileRequest { RoleId = "veileder", AsOf = "today" }, Expected.DateInvalid("as_of")
        },
        {
            "an imported version twice",
            new ImportRequest { RoleProfiles = { Some.Profile("veileder", "2027-01-01"), Some.Profile("veileder", "2027-01-01", ("veiledning", 1, 1)) } },
            Expected.DuplicateRow("role_profiles[1]", "role_profiles[0]")
        },

        { "no local adaptation", new CreateLocalAdaptationRequest(), Expected.FieldRequired("local_adaptation") },
        { "the adaptation of no unit", Create(Some.Adaptation("", "veileder", "2027-01-01")), Expected.FieldRequired("local_adaptation.unit_id") },
        {
            "the adaptation of a unit that is not there", Create(Some.Adaptation("x", "veileder", "2027-01-01")),
            Expected.UnitNotFound("local_adaptation.unit_id", "x")
        },
        {
            "an adaptation to a role that is not there", Create(Some.Adaptation("oslo", "kokk", "2027-01-01")),
            Expected.RoleNotFound("local_adaptation.role_id", "kokk")
        },
        { "an adaptation from no date", Create(Some.Adaptation("oslo", "veileder", "2027")), Expected.DateInvalid("local_adaptation.valid_from") },
        {
            "a change to level 6", Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 6, 3))),
            Expected.LevelOutOfRange("local_adaptation.changes[0].level")
        },
        {
            "a change to weight 0", Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 3, 0))),
            Expected.WeightOutOfRange("local_adaptation.changes[0].weight")
        },
        {
            "changes to weights beyond all numbers",
            Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 3, int.MaxValue), ("samhandling", 3, int.MaxValue))),
            Expected.WeightOutOfRange("local_adaptation.changes[0].weight").And("local_adaptation.changes[1].weight", "local_adaptation")
        },
        {
            "a change to a competence that is not there", Create(Some.Adaptation("oslo", "veileder", "2027-01-01", ("x", null, 0))),
            Expected.CompetenceNotFound("local_adaptation.changes[0].competence_id", "x")
        },
        {
            "a change twice", Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 3, 3), ("medvirkning", null, 0))),
            Expected.DuplicateRow("local_adaptation.changes[1]", "local_adaptation.changes[0]")
        },
        {
            "an adaptation that is there", Create(Some.Adaptation("ost", "beslutter", "2026-02-01")),
            Expected.AlreadyExists("local_adaptation", "ost~beslutter~2026-02-01")
        },
        {
            "an update of an adaptation that is not there",
            new UpdateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation("oslo", "beslutter", "2026-02-01") },
            Expected.LocalAdaptationNotFound("local_adaptation", "oslo~beslutter~2026-02-01")
        },
        {
            "an adaptation that does not exist", new GetLocalAdaptationRequest { UnitId = "oslo", RoleId = "beslutter", ValidFrom = "2026-02-01" },
            Expected.LocalAdaptationNotFound("valid_from", "oslo~beslutter~2026-02-01")
        },
        {
            "an adaptation measured on no date",
            new GetLocalAdaptationRequest { UnitId = "ost", RoleId = "beslutter", ValidFrom = "2026-02-01", AsOf = "2026-13-01" },
            Expected.DateInvalid("as_of")
        },
        {
            "a figure given by the caller",
            new UpdateLocalAdaptationRequest
            {
                LocalAdaptation = new LocalAdaptation(Some.Adaptation("ost", "beslutter", "2026-02-01")) { Unchanged = 1 },
                UpdateMask = Some.Mask("unchanged"),
            },
            Expected.UpdateMaskInvalid("unchanged")
        },
        {
            "an imported adaptation twice",
            new ImportRequest { LocalAdaptations = { Some.Adaptation("oslo", "beslutter", "2026-02-01"), Some.Adaptation("oslo", "beslutter", "2026-02-01") } },
            Expected.DuplicateRow("local_adaptations[1]", "local_adaptations[0]")
        },

        // The figure: what stands unchanged ÷ the larger of the national and the resulting weight (O 4.7).
        {
            "an adaptation that leaves 84.9 %", // 45 of 53
            Create(Some.Adaptation("oslo", "kokk", "2026-02-01", ("k1", 3, 5), ("k11", null, 0))),
            Expected.LocalAdaptationOverLimit("local_adaptation", "84.9"), Kokk53()
        },
        {
            "a change that leaves 75 %", Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("medvirkning", 3, 3), ("samhandling", 2, 1))),
            Expected.LocalAdaptationOverLimit("local_adaptation", "75.0")
        },
        {
            "an addition that leaves 83.3 %", // 20 of 24, counted by what it comes to
            Create(Some.Adaptation("oslo", "beslutter", "2027-01-01", ("k1", 3, 4))),
            Expected.LocalAdaptationOverLimit("local_adaptation", "83.3"), Kokk53()
        },
        {
            "everything taken out", Create(Some.Adaptation("oslo", "veileder", "2027-01-01", ("veiledning", null, 0), ("arbeidsmarked", null, 0))),
            Expected.LocalAdaptationOverLimit("local_adaptation", "0.0")
        },
        {
            "an addition to a role without a profile yet", Create(Some.Adaptation("oslo", "veileder", "2025-12-31", ("veiledning", 1, 1))),
            Expected.LocalAdaptationOverLimit("local_adaptation", "0.0")
        },
        {
            "an update that goes too far",
            new UpdateLocalAdaptationRequest
            {
                LocalAdaptation = Some.Adaptation("ost", "beslutter", "2026-02-01", ("medvirkning", 3, 3), ("forvaltning", null, 0)),
            },
            Expected.LocalAdaptationOverLimit("local_adaptation", "60.0")
        },
        {
            "an imported adaptation over the limit of a version imported with it",
            new ImportRequest
            {
                RoleProfiles = { Some.Profile("beslutter", "2027-01-01", ("veiledning", 2, 5), ("medvirkning", 2, 5)) },
                LocalAdaptations = { Some.Adaptation("oslo", "beslutter", "2027-02-01", ("medvirkning", 3, 5)) },
            },
            Expected.LocalAdaptationOverLimit("local_adaptations[0]", "50.0")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static CreateRoleProfileRequest Create(RoleProfile profile) => new() { RoleProfile = profile };

    static CreateLocalAdaptationRequest Create(LocalAdaptation adaptation) => new() { LocalAdaptation = adaptation };

    /// <summary>A role whose profile weighs 53: ten competences of 5 and one of 3.</summary>
    static ImportRequest Kokk53() => new ImportRequest
    {
        Competences = { Enumerable.Range(1, 11).Select(i => Some.Competence($"k{i}")) },
        Roles = { Some.Role("kokk") },
        RoleProfiles = { Some.Profile("kokk", "2026-01-01", [.. Enumerable.Range(1, 11).Select(i => ($"k{i}", 2, i == 11 ? 3 : 5))]) },
    };
}
