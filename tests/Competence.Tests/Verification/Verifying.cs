using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Verification.V1;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;

namespace Kompetanse.Competence.Tests.Verification;

/// <summary>The small agency with a requirement in force that Anna meets, and the leader Cato who may say so.</summary>
static class Verifying
{
    /// <summary>Anna is agreed to know the rules (2) and to guide (3), and the mentor Bo has observed her twice: anna~1, anna~2.</summary>
    public static async Task<TestAgency> Agency(params IReadOnlyList<IMessage> more)
    {
        var agency = await Given.Agency([.. Demanding.InForce, Levels("anna", 2, 3)]);
        await agency.DoAsync(By.Employee("cato"), Demanding.Appoint("bo", "2025-01-01"));
        await agency.DoAsync(By.Employee("bo"), Observation("anna", "2026-02-10"), Observation("anna", "2026-02-20"));
        await agency.DoAsync(more);
        return agency;
    }

    /// <summary>Where Anna is verified: v1, until 2 March 2028.</summary>
    public static async Task<TestAgency> Verified(params IReadOnlyList<IMessage> more)
    {
        var agency = await Agency();
        await agency.DoAsync(By.Employee("cato"), Verify());
        await agency.DoAsync(more);
        return agency;
    }

    public static VerifyRequest Verify(string employee = "anna", params IReadOnlyList<string> evidence) => new()
    {
        EmployeeId = employee, TaskId = "aap", Outcome = VerificationOutcome.Verified, Reasoning = "God praksis over tid",
        EvidenceIds = { evidence.Count > 0 ? evidence : [$"{employee}~1", $"{employee}~2"] },
    };

    public static VerifyRequest Refuse(string employee = "anna") => new()
    {
        EmployeeId = employee, TaskId = "aap", Outcome = VerificationOutcome.Refused, Reasoning = "Trenger mer øving",
    };

    public static RevokeRequest Revoke(string id = "v1") => new() { Id = id, Reason = "Endrede oppgaver" };

    public static CheckTaskRequest Check(string employee = "anna", string date = "") =>
        new() { EmployeeId = employee, TaskId = "aap", Date = date };

    public static AddEvidenceRequest Observation(string employee, string date) =>
        new() { Evidence = Demanding.Evidence(employee, EvidenceKind.PeerObservation, date, text: "Trygg i samtalen") };

    public static ImportRequest Levels(string employee, int rules, int guidance) => new()
    {
        Assessments =
        {
            Some.Assessment(employee, "regelverk", Basis.Agreed, rules, "2026-02-15"),
            Some.Assessment(employee, "veiledning", Basis.Agreed, guidance, "2026-02-15"),
        },
    };
}
