using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>
/// For a moment a grain may be on two silos: then each decides on its silo's copy, and the journal decides between them. Here that
/// moment lasts: each silo's own copy is asked past the grain.
/// </summary>
[Collection(SharedCluster.Name)]
public sealed class TwoAtOnceTests(Cluster cluster)
{
    [Fact]
    public async Task Two_that_decide_at_once_lose_nothing_and_record_each_request_once()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("nav"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
        {
            for (var at = 0; at < 25; at++)
            {
                // The same request to both, and one of its own to each.
                IMessage[] given = [Some.Employee($"e{worker}-{at}", $"e{worker}-{at}"), Some.Unit($"u{worker}-{at}", "nav", $"u{worker}-{at}")];
                var answers = await Task.WhenAll(
                    DecideAsync(0, agency, given[0]), DecideAsync(1, agency, given[0]), DecideAsync((worker + at) % 2, agency, given[1]));
                answers[0].ShouldBe(answers[1]);
            }
        }));

        var entries = await agency.EntriesAsync();
        entries.Count.ShouldBe(201);
        entries.Where(entry => entry.RequestId.Length > 0).Select(entry => entry.RequestId).ShouldBeUnique();
        foreach (var silo in (int[])[0, 1])
        {
            var people = await agency.AskAsync<ListEmployeesResponse>(silo, new ListEmployeesRequest { PageSize = 1000 });
            people.Employees.Select(person => person.Name).Distinct().Count().ShouldBe(100);
        }
    }

    [Fact]
    public async Task Two_that_decide_at_once_never_both_grant_what_only_one_may_have()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("nav"));
        for (var at = 0; at < 25; at++)
        {
            var id = $"u{at}";
            var outcomes = await Task.WhenAll(((int[])[0, 1]).Select(silo => Copy(silo).ExecuteAsync(
                agency.Id, Some.Unit(id, "nav", $"{id}-{silo}"), AgencyDriver.Caller, CancellationToken.None)));

            outcomes.Count(outcome => outcome is Outcome.Answered).ShouldBe(1);
            AgencyDriver.ReasonsOf(outcomes.Single(outcome => outcome is Outcome.Refused)).ShouldHaveSingleItem();
        }

        (await agency.EntriesAsync()).Count.ShouldBe(26);
    }

    private async Task<Outcome.Answered> DecideAsync(int silo, AgencyDriver agency, IMessage command) =>
        AgencyDriver.Answered(await Copy(silo).ExecuteAsync(agency.Id, command, AgencyDriver.Caller, CancellationToken.None).WaitAsync(Cluster.Patience));

    private OrganisationHost Copy(int silo) => cluster.ServicesOf(silo).GetRequiredService<OrganisationHost>();
}
