using Google.Protobuf;
using Kompetanse.Competence.Tests.Verification;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Access;

/// <summary>Who has no position on the day has no rights but to one's own data: not as leader, deputy or mentor.</summary>
public sealed class PositionNeededTests
{
    static readonly AppointMentorRequest Appointing = Demanding.Appoint("anna", "2026-03-01");
    static readonly CreateLocalAdaptationRequest Adapting = new() { LocalAdaptation = Some.Adaptation("oslo", "veileder", "2026-03-01") };

    /// <summary>What a leader of Anna may do.</summary>
    static readonly IReadOnlyList<IMessage> Leading =
    [
        new ListAssessmentsRequest { EmployeeId = "anna" },
        new CreateAssessmentRequest { Assessment = Some.Assessment("anna", basis: Basis.Agreed, date: "2026-02-20") },
        new GetEmployeeRequest { Id = "anna" }, new ListEmployeesRequest { UnitId = "oslo" }, new ListPositionsRequest { UnitId = "oslo" },
        new ListEvidenceRequest { EmployeeId = "anna" }, new ListVerificationsRequest { EmployeeId = "anna" },
        Verifying.Check(), Verifying.Refuse(), Appointing, Demanding.Assign("anna", "bo", "2026-03-01"), Adapting,
    ];

    [Fact]
    public async Task A_leader_who_has_left_leads_nobody_and_the_nearest_above_leads_instead()
    {
        // Ola leads the directorate. Nils has left, and HR's file has no leader for nord, so that the list still names him.
        await using var agency = await Given.Agency(
            Office(nilsUntil: "2026-03-02"), new ImportRequest { Units = { Some.Unit("nord", "nav") } });

        await RefusedAsync(agency, "nils", new ListAssessmentsRequest { EmployeeId = "lise" });
        await RefusedAsync(agency, "nils", Agreed());
        await TakenAsync(agency, "ola", new ListAssessmentsRequest { EmployeeId = "lise" }, Agreed());
    }

    [Fact]
    public async Task A_leader_leads_until_the_day_before_the_end_of_the_last_position()
    {
        await using var agency = await Given.Agency(Office(nilsUntil: "2026-03-03"));

        await TakenAsync(agency, "nils", Agreed());
        await RefusedAsync(agency, "ola", new ListAssessmentsRequest { EmployeeId = "lise" });
        agency.Time.Now += TimeSpan.FromDays(1);
        await RefusedAsync(agency, "nils", new ListAssessmentsRequest { EmployeeId = "lise" });
        await TakenAsync(agency, "ola", new ListAssessmentsRequest { EmployeeId = "lise" });
    }

    [Fact]
    public async Task A_position_in_any_unit_of_the_agency_will_do()
    {
        await using var agency = await Given.Agency(
            Office(nilsUntil: "2026-03-02"), new CreatePositionRequest { Position = Some.Position("nils", "ost", from: "2026-03-02") });

        await TakenAsync(agency, "nils", Agreed());
    }

    [Fact]
    public async Task Nothing_that_a_leader_may_do_is_left_to_one_without_a_position()
    {
        await using var agency = await Verifying.Agency(Ends("p3"));
        foreach (var request in Leading)
            await RefusedAsync(agency, "cato", request);
    }

    [Fact]
    public async Task All_of_it_is_there_for_one_who_has_a_position()
    {
        await using var agency = await Verifying.Agency();
        await TakenAsync(agency, "cato", [.. Leading]);
    }

    [Fact]
    public async Task A_deputy_without_a_position_stands_in_for_nobody()
    {
        await using var agency = await Verifying.Agency(new ImportRequest
        {
            Employees = { Some.Employee("dina") },
            Units = { Some.Unit("oslo", "ost", Some.Leader("cato"), Some.ActingLeader("dina", "2026-03-01", "2026-04-01")) },
        });

        foreach (var request in Leading)
            await RefusedAsync(agency, "dina", request);
        await agency.DoAsync(new CreatePositionRequest { Position = Some.Position("dina", "nav", from: "2026-03-02") });
        await TakenAsync(agency, "dina", [.. Leading]);
    }

    [Fact]
    public async Task A_mentor_who_has_left_records_no_observation_also_not_of_a_day_before()
    {
        await using var agency = await Verifying.Agency(Ends("p2"));

        (await RefusedAsync(agency, "bo", Verifying.Observation("anna", "2026-02-25"))).ShouldBe("OBSERVER_NOT_MENTOR");
    }

    [Fact]
    public async Task Nobody_observes_as_a_mentor_on_a_day_without_a_position()
    {
        await using var agency = await Verifying.Agency();

        // Bo is appointed since 2025, and works here since 2026.
        (await RefusedAsync(agency, "bo", Verifying.Observation("anna", "2025-12-31"))).ShouldBe("OBSERVER_NOT_MENTOR");
        await TakenAsync(agency, "bo", Verifying.Observation("anna", "2026-01-01"));
    }

    [Fact]
    public async Task One_who_will_have_left_is_not_assigned_as_a_mentor()
    {
        await using var agency = await Verifying.Agency(Ends("p2", "2026-05-01"));

        (await RefusedAsync(agency, "cato", Demanding.Assign("anna", "bo", "2026-05-01"))).ShouldBe("MENTOR_NOT_APPOINTED");
        await TakenAsync(agency, "cato", Demanding.Assign("anna", "bo", "2026-04-30"));
    }

    [Fact]
    public async Task Ones_own_data_is_ones_own_after_one_has_left()
    {
        await using var agency = await Verifying.Agency(Ends("p1"));

        await TakenAsync(
            agency, "anna", new GetEmployeeRequest { Id = "anna" }, new ListAssessmentsRequest { EmployeeId = "anna" },
            new ListEvidenceRequest { EmployeeId = "anna" }, new ListVerificationsRequest { EmployeeId = "anna" },
            new ListAccessesRequest(), Verifying.Check());
    }

    [Fact]
    public async Task HR_auditors_representatives_and_clients_are_what_their_token_says()
    {
        await using var agency = await Given.Agency(Demanding.Consultation);

        await agency.DoAsync(new Caller { EmployeeId = "tone", RepresentedUnits = ["nav"] }, Demanding.Say("ntl"));
        await agency.DoAsync(By.Client(Scopes.AssessmentsRead), new ListAssessmentsRequest { EmployeeId = "anna" });
        await agency.DoAsync(By.Hr.For("bemanning"), new ListAssessmentsRequest { EmployeeId = "anna" });
        await agency.DoAsync(By.Auditor.For("kontroll"), new ListAccessesRequest { EmployeeId = "anna" });
    }

    /// <summary>The office nord below the directorate, led by Nils, where Lise works; Ola leads the directorate.</summary>
    static ImportRequest Office(string nilsUntil) => new()
    {
        Employees = { Some.Employee("ola"), Some.Employee("nils"), Some.Employee("lise") },
        Units = { Some.Unit("nav", "", Some.Leader("ola")), Some.Unit("nord", "nav", Some.Leader("nils")) },
        Positions =
        {
            Some.Position("ola", "nav", from: "2020-01-01"), Some.Position("nils", "nord", from: "2020-01-01", to: nilsUntil),
            Some.Position("lise", "nord", from: "2025-01-01"),
        },
    };

    static CreateAssessmentRequest Agreed() =>
        new() { Assessment = Some.Assessment("lise", "veiledning", Basis.Agreed, 5, "2026-02-20") };

    static UpdatePositionRequest Ends(string position, string day = "2026-03-02") => new()
    {
        Position = new Position { Id = position, ToDate = day }, UpdateMask = Some.Mask("to_date"),
    };

    static async Task TakenAsync(TestAgency agency, string by, params IReadOnlyList<IMessage> requests) =>
        await agency.DoAsync(By.Employee(by), requests);

    static async Task<string> RefusedAsync(TestAgency agency, string by, IMessage request) =>
        (await Should.ThrowAsync<RefusedException>(() => agency.DoAsync(By.Employee(by), request), request.ToString()!)).Refusals[0].Reason;
}
