using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Competence.Tests.Verification.Checking;

/// <summary>Domain rule 3: alone, supervised, or not; always with reasons and an end.</summary>
public sealed class CheckTaskTests
{
    [Fact]
    public async Task A_verified_employee_may_do_it_alone_until_the_end_and_not_a_day_longer()
    {
        await using var agency = await Verifying.Verified();

        var today = await CheckAsync(agency);
        (today.Answer, today.Until, today.VerificationId, today.Reasons.Single()).ShouldBe((TaskAnswer.Alone, "2028-03-02", "v1", "VERIFIED"));
        (await CheckAsync(agency, "2026-03-01")).Reasons.ShouldBe(["NO_REQUIREMENT_IN_FORCE"]);
        (await CheckAsync(agency, "2028-03-01")).Answer.ShouldBe(TaskAnswer.Alone);
        (await CheckAsync(agency, "2028-03-02")).ShouldSatisfyAllConditions(
            check => check.Answer.ShouldBe(TaskAnswer.NotQualified), check => check.Reasons.ShouldBe(["VERIFICATION_EXPIRED"]));
    }

    [Fact]
    public async Task A_check_one_second_after_the_end_says_so()
    {
        await using var agency = await Verifying.Verified();

        agency.Time.Now = DateTimeOffset.Parse("2028-03-01T22:59:59Z"); // One second to midnight in Oslo.
        (await CheckAsync(agency)).Answer.ShouldBe(TaskAnswer.Alone);
        agency.Time.Now += TimeSpan.FromSeconds(1);
        (await CheckAsync(agency)).Answer.ShouldBe(TaskAnswer.NotQualified);
    }

    [Fact]
    public async Task A_revoked_verification_counts_no_more_and_did_count_before()
    {
        await using var agency = await Verifying.Verified();
        agency.Time.Now += TimeSpan.FromDays(10);
        await agency.DoAsync(By.Employee("cato"), Verifying.Revoke());

        (await CheckAsync(agency)).Reasons.ShouldBe(["VERIFICATION_REVOKED"]);
        (await CheckAsync(agency, "2026-03-11")).ShouldSatisfyAllConditions(
            check => check.Answer.ShouldBe(TaskAnswer.Alone), check => check.Until.ShouldBe("2026-03-12"));
    }

    [Fact]
    public async Task A_new_version_lets_a_verification_stand_until_its_own_end_or_until_it_must_be_renewed()
    {
        await using var standing = await Verifying.Verified(NewVersion("2026-06-01"));
        (await CheckAsync(standing)).Until.ShouldBe("2028-03-02");

        await using var renewed = await Verifying.Verified(NewVersion("2026-06-01", "2026-09-01"));
        (await CheckAsync(renewed)).Until.ShouldBe("2026-09-01");
        (await CheckAsync(renewed, "2026-08-31")).Answer.ShouldBe(TaskAnswer.Alone);
        (await CheckAsync(renewed, "2026-09-01")).Reasons.ShouldBe(["VERIFICATION_SUPERSEDED"]);
    }

    [Fact]
    public async Task Nobody_does_it_alone_when_no_requirement_is_in_force()
    {
        await using var agency = await Verifying.Verified(new RetireRequirementRequest { TaskId = "aap", Version = 1, ValidTo = "2026-05-01" });

        (await CheckAsync(agency)).Until.ShouldBe("2026-05-01");
        (await CheckAsync(agency, "2026-05-01")).Reasons.ShouldBe(["NO_REQUIREMENT_IN_FORCE"]);
    }

    [Fact]
    public async Task One_with_an_assigned_mentor_may_do_it_supervised_as_long_as_the_mentor_is_appointed()
    {
        await using var agency = await Supervised();
        await agency.DoAsync(By.Employee("cato"), Demanding.Appoint("bo", "2025-01-01", "2026-06-01"));

        var check = await CheckAsync(agency);
        (check.Answer, check.Until, check.Reasons.Single()).ShouldBe((TaskAnswer.Supervised, "2026-06-01", "MENTOR_ASSIGNED"));
        check.Supervisors.ShouldBe(["bo"]);
        (await CheckAsync(agency, "2026-06-01")).Answer.ShouldBe(TaskAnswer.NotQualified);
    }

    [Fact]
    public async Task Supervision_ends_when_the_assignment_does()
    {
        await using var agency = await Supervised();

        (await CheckAsync(agency)).Until.ShouldBe("2026-12-01");
        (await CheckAsync(agency, "2026-12-01")).Answer.ShouldBe(TaskAnswer.NotQualified);
    }

    [Fact]
    public async Task A_mentor_who_may_not_do_it_alone_supervises_nobody()
    {
        await using var agency = await Verifying.Agency();
        await agency.DoAsync(By.Employee("cato"), Demanding.Assign("anna", "bo", "2026-03-01", "2026-12-01"));

        var check = await CheckAsync(agency);
        (check.Answer, check.Until, check.Reasons.Single(), check.Supervisors.Count).ShouldBe((TaskAnswer.NotQualified, "", "NEVER_VERIFIED", 0));
    }

    [Fact]
    public async Task Supervision_ends_when_the_mentors_verification_does()
    {
        await using var agency = await Supervised(until: "2026-09-01");

        (await CheckAsync(agency)).Until.ShouldBe("2026-09-01");
        (await CheckAsync(agency, "2026-09-01")).Answer.ShouldBe(TaskAnswer.NotQualified);

        agency.Time.Now += TimeSpan.FromDays(10);
        await agency.DoAsync(By.Employee("cato"), Verifying.Revoke());
        (await CheckAsync(agency)).Answer.ShouldBe(TaskAnswer.NotQualified);
        (await CheckAsync(agency, "2026-03-11")).Answer.ShouldBe(TaskAnswer.Supervised);
    }

    [Fact]
    public async Task Supervision_ends_when_the_mentor_leaves()
    {
        await using var agency = await Supervised();
        await agency.DoAsync(Ends("p2", "2026-08-01"));

        (await CheckAsync(agency)).Until.ShouldBe("2026-08-01");
        (await CheckAsync(agency, "2026-08-01")).Answer.ShouldBe(TaskAnswer.NotQualified);

        // Who goes on in another office has not left.
        await agency.DoAsync(new CreatePositionRequest { Position = Some.Position("bo", "nav", from: "2026-08-01") });
        (await CheckAsync(agency)).Until.ShouldBe("2026-12-01");
    }

    [Fact]
    public async Task A_refusal_takes_the_place_of_a_verification_and_says_so()
    {
        await using var agency = await Verifying.Verified();
        await agency.DoAsync(By.Employee("cato"), Verifying.Refuse());

        (await CheckAsync(agency)).Reasons.ShouldBe(["VERIFICATION_REFUSED"]);
    }

    [Fact]
    public async Task A_task_that_another_unit_does_is_delivered_by_it()
    {
        await using var agency = await Verifying.Agency(
            new ImportRequest { Units = { Some.Unit("bærum", "ost") }, Employees = { Some.Employee("dag") }, Positions = { Some.Position("dag", "bærum") } },
            new CreateDeliveryRequest { Delivery = Demanding.Delivery("oslo", "bærum", "2026-03-01", "2026-07-01") });

        var check = await agency.AskAsync<TaskCheck>(Verifying.Check("dag"));
        (check.Answer, check.DeliveredBy, check.Until).ShouldBe((TaskAnswer.Delivered, "oslo", "2026-07-01"));
    }

    [Fact]
    public async Task Moving_to_another_unit_does_not_lose_a_verification_and_the_new_leader_sees_it()
    {
        await using var agency = await Verifying.Verified(
            new ImportRequest
            {
                Employees = { Some.Employee("dina") }, Units = { Some.Unit("bærum", "ost", Some.Leader("dina")) },
                Positions = { Some.Position("anna", "bærum", share: 0.2, from: "2026-03-02"), Some.Position("dina", "bærum") },
            });

        (await CheckAsync(agency)).Answer.ShouldBe(TaskAnswer.Alone);
        agency.Caller = By.Employee("dina");
        (await agency.AskAsync<ListVerificationsResponse>(new ListVerificationsRequest { EmployeeId = "anna" }))
            .Verifications.ShouldHaveSingleItem().Reasoning.ShouldBe("God praksis over tid");
    }

    [Fact]
    public async Task One_who_does_not_work_here_on_the_day_is_told_so()
    {
        await using var agency = await Verifying.Agency();
        (await CheckAsync(agency, "2019-01-01")).Reasons.ShouldBe(["NOT_EMPLOYED"]);
    }

    internal static IReadOnlyList<IMessage> NewVersion(string from, string renewBy = "", int version = 2) =>
    [
        new CreateRequirementRequest { Requirement = new Requirement(Demanding.Requirement()) { Standing = new Standing { RenewBy = renewBy } } },
        Demanding.Consult(version), Demanding.Say("ntl", version: version), Demanding.Say("fo", version: version),
        Demanding.Approve(from, version),
    ];

    static UpdatePositionRequest Ends(string position, string day) => new()
    {
        Position = new Position { Id = position, ToDate = day }, UpdateMask = Some.Mask("to_date"),
    };

    /// <summary>Anna, who is not verified, is assigned Bo, who is: v1, on what another mentor, Dag, has seen.</summary>
    static async Task<TestAgency> Supervised(string until = "")
    {
        var agency = await Verifying.Agency(
            new ImportRequest { Employees = { Some.Employee("dag") }, Positions = { Some.Position("dag") } }, Verifying.Levels("bo", 2, 3));
        await agency.DoAsync(By.Employee("cato"), Demanding.Appoint("dag", "2026-01-01"));
        await agency.DoAsync(By.Employee("dag"), Verifying.Observation("bo", "2026-02-10"), Verifying.Observation("bo", "2026-02-20"));
        await agency.DoAsync(
            By.Employee("cato"), new VerifyRequest(Verifying.Verify("bo")) { ValidUntil = until }, Demanding.Assign("anna", "bo", "2026-03-01", "2026-12-01"));
        return agency;
    }

    static Task<TaskCheck> CheckAsync(TestAgency agency, string date = "")
    {
        agency.Caller = TestAgency.Everything;
        return agency.AskAsync<TaskCheck>(Verifying.Check("anna", date));
    }
}
