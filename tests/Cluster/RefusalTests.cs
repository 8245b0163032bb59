using Grpc.Core;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>A refusal says the same to whoever asks on the grain's own silo and to whoever asks on another.</summary>
[Collection(SharedCluster.Name)]
public sealed class RefusalTests(Cluster cluster)
{
    private static readonly RefusalStatus s_statuses = new(
        new OrganisationModel().AddCompetence().AddGapAnalysis().Texts, Options.Create(new GrpcOptions { MaxStatusDetailsSize = 64 * 1024 }));

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    private static readonly Dictionary<string, Func<AgencyDriver, int, Task<Outcome>>> s_cases = new(StringComparer.Ordinal)
    {
        ["something that is not there"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Unit("u2", parent: "bergen")),
        ["something that is there already"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Unit("u1")),
        ["several at once"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Import("x", 3, "bergen", "kokk")),
        ["a field that must be given"] = (agency, silo) => agency.ExecuteAsync(silo, new CreateUnitRequest()),
        ["a request id of no kind"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Unit("u3", requestId: "with blanks")),
        ["another's etag"] = (agency, silo) => agency.ExecuteAsync(
            silo, new UpdateUnitRequest { Unit = new Unit(Some.Unit("u1").Unit) { Name = "Annet", Etag = "gammel" } }),
        ["a command that one may not give"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Unit("u2"), new Caller { EmployeeId = "e1" }),
        ["a command of nobody"] = (agency, silo) => agency.ExecuteAsync(silo, Some.Unit("u2"), Caller.Anonymous),
        ["a query for what is not there"] = (agency, silo) => agency.QueryAsync(silo, new GetCompetenceRequest { Id = "k9" }),
        ["a recorded query for what is not there"] = (agency, silo) => agency.QueryAsync(silo, new GetEmployeeRequest { Id = "e9" }),
        ["a query that one may not ask"] = (agency, silo) => agency.QueryAsync(
            silo, new GetEmployeeRequest { Id = "e1" }, new Caller { EmployeeId = "e2", RepresentedUnits = ["u1"], Purpose = "nysgjerrig" }),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_refusal_reads_the_same_on_either_silo(string what)
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1"));
        await agency.DoAsync(1, Some.Employee("e1"));

        var refused = new List<Outcome.Refused>();
        foreach (var silo in (int[])[0, 1])
        {
            refused.Add((await s_cases[what](agency, silo)).ShouldBeOfType<Outcome.Refused>());
        }

        refused[0].Reasons.Select(Told).ShouldBe(refused[1].Reasons.Select(Told));
        foreach (var language in (string[])["nb", "en"])
        {
            var status = s_statuses.Of(refused[0].Reasons, language);
            status.Message.ShouldNotBeEmpty();
            s_statuses.Of(refused[1].Reasons, language).ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_bug_on_another_silo_is_told_as_an_error_and_harms_nothing_else()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1"));

        foreach (var silo in (int[])[0, 1])
        {
            // A message that nobody decides on.
            await Should.ThrowAsync<InvalidOperationException>(() => agency.ExecuteAsync(silo, new Unit { Id = "u1" }));
        }

        await agency.DoAsync(0, Some.Unit("u2", "u1"));
        await agency.DoAsync(1, Some.Unit("u3", "u1"));
    }

    [Fact]
    public async Task A_command_of_more_than_a_hundred_megabytes_is_decided_on_and_harms_no_other()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1"));
        var large = Some.Unit("u2", "u1");
        large.Unit.Name = new string('x', 120 << 20);

        foreach (var silo in (int[])[0, 1])
        {
            var other = agency.DoAsync(silo, Some.Unit($"v{silo}", "u1"));
            AgencyDriver.ReasonsOf(await agency.ExecuteAsync(silo, large)).ShouldBe(["TEXT_TOO_LONG"]);
            await other;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_gives_up_waiting_is_told_so_on_either_silo(int silo)
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1"));
        var held = new Fault.Held();
        agency.Put(held);
        using var impatience = new CancellationTokenSource();
        var given = cluster.Ask(silo).ExecuteAsync(agency.Id, Some.Unit("u2", "u1", "r2"), AgencyDriver.Caller, impatience.Token);
        await held.IsReached.Task;

        await impatience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => given);
        agency.Mend();
        held.IsReleased.SetResult();
        await agency.DoAsync(1 - silo, Some.Unit("u2", "u1", "r2"));
        (await agency.EntriesAsync()).Count.ShouldBe(2);
    }

    private static (string Reason, StatusCode Code, string Field, string Details, TimeSpan? RetryAfter) Told(Refusal refusal) => (
        refusal.Reason, refusal.Code, refusal.Field,
        string.Join(';', refusal.Details().OrderBy(detail => detail.Key, StringComparer.Ordinal)), refusal.RetryAfter);
}
