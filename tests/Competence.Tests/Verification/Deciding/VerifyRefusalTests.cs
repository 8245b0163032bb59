using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Xunit;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Competence.Tests.Verification.Deciding;

/// <summary>Decisions that are refused, told in both languages.</summary>
public sealed class VerifyRefusalTests
{
    static readonly Caller Leader = By.Employee("cato");

    static readonly RefusedCases Cases = new()
    {
        { "oneself", By.Employee("anna"), Verifying.Verify(), Expected.OwnVerification(), () => Verifying.Agency() },
        { "oneself, by a leader who is also HR", By.Employee("cato") with { IsHr = true }, Verifying.Verify("cato"), Expected.OwnVerification(), () => Verifying.Agency() },
        { "a colleague", By.Employee("bo"), Verifying.Verify(), Expected.NotTheLeader(), () => Verifying.Agency() },
        { "an employee, by HR", By.Hr.For("hjelp"), Verifying.Verify(), Expected.NotTheLeader(), () => Verifying.Agency() },
        { "an employee, by a client with every scope", TestAgency.Everything, Verifying.Verify(), Expected.NotTheLeader(), () => Verifying.Agency() },
        {
            "an employee, by one who acts tomorrow", By.Employee("bo"), Verifying.Verify(), Expected.NotTheLeader(),
            () => Verifying.Agency(new ImportRequest { Units = { Some.Unit("oslo", "ost", Some.Leader("cato"), Some.ActingLeader("bo", "2026-03-03")) } })
        },
        { "for a task that is not there", Leader, Changed(one => one.TaskId = "x"), Expected.TaskNotFound("task_id", "x"), () => Verifying.Agency() },
        { "for a requirement that is being made", Leader, Verifying.Verify(), Expected.RequirementNotInForce(), () => Given.Agency(Demanding.Heard) },
        {
            "for a retired requirement", Leader, Verifying.Verify(), Expected.RequirementNotInForce(),
            Retired
        },
        {
            "for a task that nobody performs", Leader, Verifying.Verify(), Expected.TaskNotPerformed("task_id"),
            () => Verifying.Agency(new UpdateTaskRequest { Task = Demanding.TaskOf("aap", "beslutter") })
        },
        { "without reasons", Leader, Changed(one => one.Reasoning = " "), Expected.FieldRequired("reasoning"), () => Verifying.Agency() },
        { "without an outcome", Leader, Changed(one => one.Outcome = VerificationOutcome.Unspecified), Expected.FieldRequired("outcome"), () => Verifying.Agency() },
        { "with evidence of another person", Leader, Verifying.Verify("anna", "anna~1", "bo~1"), Expected.EvidenceNotTheirs("evidence_ids[1]").And("requirement.evidence[0].least"), () => Verifying.Agency(new ReportCompletionsRequest { Completions = { Demanding.Evidence("bo", reference: "r") } }) },
        { "with evidence twice", Leader, Verifying.Verify("anna", "anna~1", "anna~1"), Expected.DuplicateRow("evidence_ids[1]", "evidence_ids[0]"), () => Verifying.Agency() },
        { "with too little evidence", Leader, Verifying.Verify("anna", "anna~1"), Expected.FewerObservations(2, 1), () => Verifying.Agency() },
        { "with evidence older than the policy allows", Leader, Verifying.Verify("anna", "anna~1", "anna~3"), Expected.ObservationsTooOld(12, 2, 1), OldObservation },
        { "below a component", Leader, Verifying.Verify(), Expected.ComponentBelow(0, "regelverk", 2, 1), () => Verifying.Agency(Verifying.Levels("anna", 1, 3)) },
        { "where nothing is agreed", Leader, Verifying.Verify("bo", "bo~1"), Expected.ComponentUnknown(0, "regelverk", 2).And("requirement.components[1].level", "requirement.evidence[0].least"), BoSelfAssessed },
        { "until today", Leader, Changed(one => one.ValidUntil = "2026-03-02"), Expected.ValidUntilOutOfRange("2028-03-02"), () => Verifying.Agency() },
        { "for longer than the requirement lets it", Leader, Changed(one => one.ValidUntil = "2028-03-03"), Expected.ValidUntilOutOfRange("2028-03-02"), () => Verifying.Agency() },

        { "revoking what is not there", Leader, Verifying.Revoke("v9"), Expected.NotTheLeader(), () => Verifying.Verified() },
        { "revoking, by a colleague", By.Employee("bo"), Verifying.Revoke(), Expected.NotTheLeader(), () => Verifying.Verified() },
        { "revoking one's own", By.Employee("anna"), Verifying.Revoke(), Expected.OwnVerification(), () => Verifying.Verified() },
        { "revoking without a reason", Leader, new RevokeRequest { Id = "v1" }, Expected.FieldRequired("reason"), () => Verifying.Verified() },
        { "revoking twice", Leader, Verifying.Revoke(), Expected.AlreadyRevoked("2026-03-02"), Revoked },
        { "revoking a refusal", Leader, Verifying.Revoke(), Expected.NothingToRevoke(), Refused },
        { "revoking an older state", Leader, new RevokeRequest { Id = "v1", Reason = "r", Etag = "1" }, Expected.EtagStale("etag"), () => Verifying.Verified() },

        { "a competence without evidence", Leader, new VerifyCompetenceRequest { EmployeeId = "anna", CompetenceId = "veiledning", Level = 3, Reasoning = "r", ValidUntil = "2027-01-01" }, Expected.FieldRequired("evidence_ids"), () => Verifying.Agency() },
        { "a competence at level 0", Leader, new VerifyCompetenceRequest { EmployeeId = "anna", CompetenceId = "veiledning", Reasoning = "r", ValidUntil = "2027-01-01", EvidenceIds = { "anna~1" } }, Expected.LevelOutOfRange("level"), () => Verifying.Agency() },
        { "a verification that is not there", TestAgency.Everything, new GetVerificationRequest { Id = "v9" }, Expected.VerificationNotFound("id", "v9"), () => Verifying.Agency() },
        { "more checks than a batch holds", TestAgency.Everything, new CheckTasksRequest { Checks = { Enumerable.Repeat(Verifying.Check(), 1001) } }, Expected.TooManyChecks(), () => Verifying.Agency() },
        { "a watch resumed on no day", TestAgency.Everything, new WatchTaskRequest { TaskId = "aap", ResumePosition = 7 }, Expected.FieldRequired("resume_date"), () => Verifying.Agency() },
        { "a check by a colleague", By.Employee("bo"), Verifying.Check(), Expected.PermissionDenied(), () => Verifying.Agency() },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static VerifyRequest Changed(Action<VerifyRequest> change)
    {
        var request = Verifying.Verify();
        change(request);
        return request;
    }

    static async Task<TestAgency> OldObservation()
    {
        var agency = await Verifying.Agency(new CreatePositionRequest { Position = Some.Position("bo", from: "2025-01-01", to: "2026-01-01") });
        await agency.DoAsync(By.Employee("bo"), Verifying.Observation("anna", "2025-03-01"));
        return agency;
    }

    static async Task<TestAgency> BoSelfAssessed()
    {
        var agency = await Verifying.Agency(new ReportCompletionsRequest { Completions = { Demanding.Evidence("bo", reference: "r") } });
        await agency.DoAsync(Assessed("regelverk"), Assessed("veiledning"));
        return agency;
    }

    static CreateAssessmentRequest Assessed(string competence) =>
        new() { Assessment = Some.Assessment("bo", competence, Basis.Self, 5, "2026-02-16") };

    static async Task<TestAgency> Retired()
    {
        var agency = await Verifying.Agency(new RetireRequirementRequest { TaskId = "aap", Version = 1, ValidTo = "2026-03-03" });
        agency.Time.Now += TimeSpan.FromDays(1);
        return agency;
    }

    static async Task<TestAgency> Revoked()
    {
        var agency = await Verifying.Verified();
        await agency.DoAsync(Leader, Verifying.Revoke());
        return agency;
    }

    static async Task<TestAgency> Refused()
    {
        var agency = await Verifying.Agency();
        await agency.DoAsync(Leader, Verifying.Refuse());
        return agency;
    }
}
