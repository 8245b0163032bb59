using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Deciding;

/// <summary>Domain rule 2: the leader verifies; the decision names its evidence, its reasoning, and until when it is valid.</summary>
public sealed class VerifyTests
{
    [Fact]
    public async Task The_leader_verifies_on_what_is_agreed_and_observed()
    {
        await using var agency = await Verifying.Agency();
        agency.Caller = By.Employee("cato");

        var decided = await agency.AskAsync<Protos.Verification.V1.Verification>(Verifying.Verify());

        (decided.Id, decided.EmployeeId, decided.TaskId, decided.RequirementVersion, decided.Outcome, decided.DecidedBy)
            .ShouldBe(("v1", "anna", "aap", 1, VerificationOutcome.Verified, "cato"));
        (decided.DecidedOn, decided.ValidUntil, decided.Reasoning).ShouldBe(("2026-03-02", "2028-03-02", "God praksis over tid"));
        decided.Grounds.Levels.Select(level => (level.CompetenceId, level.Level)).ShouldBe([("regelverk", 2), ("veiledning", 3)]);
        decided.Grounds.Evidence.Select(one => (one.Id, one.Text)).ShouldBe([("anna~1", "Trygg i samtalen"), ("anna~2", "Trygg i samtalen")]);
    }

    [Fact]
    public async Task A_later_reader_sees_what_the_leader_saw()
    {
        await using var agency = await Verifying.Verified();
        agency.Caller = By.Employee("anna");
        var before = await agency.AskAsync<Protos.Verification.V1.Verification>(new GetVerificationRequest { Id = "v1" });

        agency.Caller = TestAgency.Everything;
        await agency.DoAsync(new ImportRequest { Assessments = { Some.Assessment("anna", "veiledning", Basis.Agreed, 1, "2026-02-15") } });
        await agency.ReopenAsync();

        agency.Caller = By.Employee("anna");
        (await agency.AskAsync<Protos.Verification.V1.Verification>(new GetVerificationRequest { Id = "v1" })).ShouldBe(before);
    }

    [Fact]
    public async Task Reasons_lie_encrypted_in_the_ledger()
    {
        await using var agency = await Verifying.Verified();
        await agency.DoAsync(By.Employee("cato"), Verifying.Revoke());

        var stored = (await agency.BytesOnDiskAsync()).AsSpan();
        foreach (var words in new[] { "God praksis"u8.ToArray(), "Endrede oppgaver"u8.ToArray(), "Trygg i samtalen"u8.ToArray() })
            stored.IndexOf(words).ShouldBe(-1);
    }

    [Fact]
    public async Task A_leader_prepares_by_seeing_what_is_missing()
    {
        await using var agency = await Given.Agency([.. Demanding.InForce, Verifying.Levels("anna", 1, 3)]);
        agency.Caller = By.Employee("cato");

        var preparation = await agency.AskAsync<Preparation>(new PrepareVerificationRequest { EmployeeId = "anna", TaskId = "aap" });

        preparation.Missing.Select(missing => (missing.Reason, missing.Field)).ShouldBe(
        [
            ("COMPONENT_BELOW", "requirement.components[0].level"),
            ("EVIDENCE_TOO_LITTLE", "requirement.evidence[0].least"),
        ]);
        preparation.Requirement.State.ShouldBe(RequirementState.Effective);
    }

    [Fact]
    public async Task A_single_competence_is_verified_at_a_level_and_counts_until_it_is_revoked()
    {
        await using var agency = await Verifying.Agency();
        agency.Caller = By.Employee("cato");
        var decided = await agency.AskAsync<Protos.Verification.V1.Verification>(new VerifyCompetenceRequest
        {
            EmployeeId = "anna", CompetenceId = "veiledning", Level = 4, Reasoning = "Observert", EvidenceIds = { "anna~1" }, ValidUntil = "2027-03-02",
        });

        (await LevelsAsync()).ShouldBe(["veiledning VERIFIED 4 2026-03-02–2027-03-02"]);

        agency.Time.Now += TimeSpan.FromDays(30);
        await agency.DoAsync(Verifying.Revoke(decided.Id));
        (await LevelsAsync()).ShouldBe(["veiledning VERIFIED 4 2026-03-02–2026-04-01"]);

        async Task<IEnumerable<string>> LevelsAsync() =>
            (await agency.AskAsync<ListAssessmentsResponse>(new ListAssessmentsRequest { EmployeeId = "anna" })).Assessments
            .Where(one => one.Basis == Basis.Verified)
            .Select(one => $"{one.CompetenceId} VERIFIED {one.Level} {one.Date}–{one.ValidUntil}");
    }

    [Fact]
    public async Task A_deputy_decides_in_the_deputys_period()
    {
        await using var agency = await Verifying.Agency(new ImportRequest
        {
            Units = { Some.Unit("oslo", "ost", Some.Leader("cato"), Some.ActingLeader("bo", "2026-03-01", "2026-03-03")) },
        });
        agency.Caller = By.Employee("bo");

        (await agency.AskAsync<Protos.Verification.V1.Verification>(Verifying.Verify())).DecidedBy.ShouldBe("bo");
    }
}
