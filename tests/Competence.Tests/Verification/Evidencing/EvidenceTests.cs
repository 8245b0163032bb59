using System.Text;
using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Evidencing;

/// <summary>Who adds evidence, what is kept of it, and who reads it.</summary>
public sealed class EvidenceTests
{
    [Fact]
    public async Task The_employee_the_leader_and_a_client_add_evidence_and_a_mentor_observes()
    {
        await using var agency = await Demanding.Mentored();

        await AddAsync(agency, By.Employee("anna"), Demanding.Evidence("anna", EvidenceKind.FurtherEducation, "2026-01-01"));
        await AddAsync(agency, By.Employee("cato"), Demanding.Evidence("anna", EvidenceKind.Practice, "2026-01-03"));
        await AddAsync(agency, By.Client(Scopes.EvidenceWrite), Demanding.Evidence("anna", EvidenceKind.Certificate, "2026-01-03"));
        var seen = await AddAsync(
            agency, By.Employee("bo"), Demanding.Evidence("anna", EvidenceKind.PeerObservation, "2026-01-02", text: "god samtale"));

        (seen.Id, seen.AddedBy, seen.Text).ShouldBe(("anna~4", "bo", "god samtale"));
        await agency.ReopenAsync();
        (await ListAsync(agency, By.Employee("anna"))).Select(one => (one.Id, one.AddedBy, one.Credits, one.Text)).ShouldBe(
        [
            ("anna~3", "client:system", 0, ""), ("anna~2", "cato", 0, ""), ("anna~4", "bo", 0, "god samtale"), ("anna~1", "anna", 7.5, ""),
        ]);
    }

    [Fact]
    public async Task Source_reference_and_feedback_lie_encrypted_in_the_ledger()
    {
        await using var agency = await Demanding.Mentored();
        await AddAsync(agency, By.Employee("bo"), new Evidence(Demanding.Evidence("anna", EvidenceKind.PeerObservation, text: "Tilbakemelding zqå"))
        {
            Source = "Høgskolen zqb", ArchiveReference = "sak-zqc",
        });

        await agency.ReopenAsync();

        var bytes = await agency.BytesOnDiskAsync();
        foreach (var text in (string[])["zqå", "zqb", "zqc", "Tilbakemelding"])
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)).ShouldBe(-1, text);
        var one = (await ListAsync(agency, By.Employee("anna"))).ShouldHaveSingleItem();
        (one.Text, one.Source, one.ArchiveReference).ShouldBe(("Tilbakemelding zqå", "Høgskolen zqb", "sak-zqc"));
    }

    [Fact]
    public async Task A_repeated_request_adds_nothing()
    {
        await using var agency = await Given.Agency(Demanding.Task);
        var add = new AddEvidenceRequest { Evidence = Demanding.Evidence("anna"), RequestId = "kurset" };
        var first = await agency.AskAsync<Evidence>(add);
        await agency.DoAsync(new AddEvidenceRequest { Evidence = Demanding.Evidence("anna", EvidenceKind.Practice) });

        (await agency.AskAsync<Evidence>(add)).ShouldBe(first);

        agency.State.Employees["anna"].Evidence.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pages_of_any_size_give_the_newest_first_and_each_once()
    {
        await using var agency = await Given.Agency(Demanding.Task);
        foreach (var day in (int[])[5, 1, 3, 3, 2, 9, 3])
            await agency.DoAsync(new AddEvidenceRequest { Evidence = Demanding.Evidence("anna", date: $"2026-02-0{day}") });

        foreach (var size in (int[])[1, 2, 7, 1000])
        {
            (await agency.ListAsync<Evidence>(new ListEvidenceRequest { EmployeeId = "anna" }, size)).Select(one => one.Id)
                .ShouldBe(["anna~6", "anna~1", "anna~7", "anna~4", "anna~3", "anna~5", "anna~2"]);
        }
    }

    [Fact]
    public async Task What_a_leader_reads_is_told_to_the_employee()
    {
        await using var agency = await Demanding.Mentored();
        await ListAsync(agency, By.Employee("cato"));
        await AskAsync(agency, By.Hr.For("bemanning"), new ListMentorsRequest { EmployeeId = "anna" });

        var told = (ListAccessesResponse)await AskAsync(agency, By.Employee("anna"), new ListAccessesRequest());

        told.Accesses.Select(one => (one.AccessedBy, one.Ground, one.What, one.Purpose)).ShouldBe(
        [
            ("hr-1", Ground.Hr, "kompetanse.verification.v1.ListMentors", "bemanning"),
            ("cato", Ground.Leader, "kompetanse.verification.v1.ListEvidence", ""),
        ]);
    }

    static async Task<Evidence> AddAsync(TestAgency agency, Caller by, Evidence evidence) =>
        (Evidence)await AskAsync(agency, by, new AddEvidenceRequest { Evidence = evidence });

    static async Task<IEnumerable<Evidence>> ListAsync(TestAgency agency, Caller by) =>
        ((ListEvidenceResponse)await AskAsync(agency, by, new ListEvidenceRequest { EmployeeId = "anna" })).Evidence;

    static async Task<IMessage> AskAsync(TestAgency agency, Caller by, IMessage request)
    {
        agency.Caller = by;
        return await agency.AskAsync<IMessage>(request);
    }
}
