using Google.Protobuf;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Tests;

/// <summary>What a test begins with.</summary>
static class Given
{
    /// <summary>The request id that the small agency was imported with.</summary>
    public const string SmallAgencyRequestId = "small-agency";

    /// <summary>An agency of which nothing is told.</summary>
    public static Task<TestAgency> EmptyAgency() => TestAgency.OpenAsync();

    /// <summary>The small agency, and the commands that were carried out since.</summary>
    public static async Task<TestAgency> Agency(params IReadOnlyList<IMessage> history)
    {
        var agency = await TestAgency.OpenAsync();
        await agency.DoAsync([SmallAgency(), .. history]);
        return agency;
    }

    /// <summary>
    /// A county with one office: nav → ost → oslo, led by Cato (p3). Anna (p1, full time) and Bo (p2, half) are veiledere
    /// there. The profile of beslutter weighs 20; the county has changed 3 of that, which leaves exactly 85 %.
    /// </summary>
    public static ImportRequest SmallAgency() => new()
    {
        RequestId = SmallAgencyRequestId,
        Employees =
        {
            new Employee { Id = "anna", Name = "Anna Berg", Email = "anna.berg@example.no", Employer = Employer.State },
            new Employee { Id = "bo", Name = "Bo Dahl", Email = "bo.dahl@example.no", Employer = Employer.Municipal },
            new Employee { Id = "cato", Name = "Cato Lie", Email = "cato.lie@example.no", Employer = Employer.State },
        },
        Units =
        {
            new Unit { Id = "nav", Name = "Direktoratet", Type = UnitType.Directorate },
            new Unit { Id = "ost", Name = "Fylke øst", Type = UnitType.County, ParentId = "nav" },
            new Unit
            {
                Id = "oslo", Name = "Kontor Oslo", Type = UnitType.Office, ParentId = "ost",
                Sites = { new Site { Id = "sentrum", Name = "Sentrum" } },
                Leaderships = { Some.Leader("cato") },
            },
        },
        Competences =
        {
            Some.Competence("veiledning"), Some.Competence("arbeidsmarked"), Some.Competence("forvaltning"),
            Some.Competence("samhandling"), Some.Competence("medvirkning"),
        },
        Roles = { Some.Role("veileder"), Some.Role("beslutter") },
        Positions = { Some.Position("anna", share: 1), Some.Position("bo", share: 0.5), Some.Position("cato", from: "2026-02-01") },
        RoleProfiles =
        {
            Some.Profile("veileder", "2026-01-01", ("veiledning", 3, 3), ("arbeidsmarked", 2, 2)),
            Some.Profile(
                "beslutter", "2026-01-01",
                ("forvaltning", 2, 5), ("veiledning", 2, 5), ("arbeidsmarked", 2, 5), ("samhandling", 2, 2), ("medvirkning", 2, 3)),
        },
        LocalAdaptations = { Some.Adaptation("ost", "beslutter", "2026-02-01", ("medvirkning", 3, 3)) },
        UnitProfiles = { Some.UnitProfile("oslo", ("veiledning", 3, 2)) },
        Goals = { Some.Goal("inkludering", 2, "veiledning") },
        LevelScale = Some.Scale((0, "ingen"), (1, "grunnleggende"), (2, "selvstendig"), (3, "videregående"), (4, "ekspert"), (5, "utvikler")),
        Assessments =
        {
            Some.Assessment("anna", "veiledning", Basis.Agreed, 2, "2026-02-01"),
            Some.Assessment("bo", "arbeidsmarked", Basis.Self, 1, "2026-02-01"),
            Some.Assessment("cato", "veiledning", Basis.Verified, 4, "2026-02-01", "2027-02-01", by: "anna"),
        },
    };
}
