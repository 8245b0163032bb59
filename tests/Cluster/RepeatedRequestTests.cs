using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>A request id stands for one command, whichever silo it comes to.</summary>
[Collection(SharedCluster.Name)]
public sealed class RepeatedRequestTests(Cluster cluster)
{
    [Fact]
    public async Task A_request_repeated_on_either_silo_has_the_same_answer_and_one_entry()
    {
        var agency = cluster.NewAgency();
        var first = await agency.DoAsync(0, Some.Unit("u1", requestId: "r1"));

        (await agency.DoAsync(1, Some.Unit("u1", requestId: "r1"))).ShouldBe(first);
        (await agency.DoAsync(0, Some.Unit("u1", requestId: "r1"))).ShouldBe(first);
        await agency.DeactivateAsync();
        (await agency.DoAsync(1, Some.Unit("u1", requestId: "r1"))).ShouldBe(first);
        (await agency.EntriesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_comes_to_both_silos_at_once_is_carried_out_once()
    {
        var agency = cluster.NewAgency();
        for (var at = 0; at < 20; at++)
        {
            var (id, requestId) = ($"k{at}", $"r{at}");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(each =>
                agency.DoAsync(each % 2, Some.Competence(id, requestId))));

            answers.Distinct().Count().ShouldBe(1);
        }

        (await agency.EntriesAsync()).Select(entry => entry.RequestId).ShouldBe(Enumerable.Range(0, 20).Select(at => $"r{at}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Another_command_under_a_request_id_is_refused(int silo)
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1", requestId: "r1"));

        AgencyDriver.ReasonsOf(await agency.ExecuteAsync(silo, Some.Competence("k1", "r1"))).ShouldBe(["REQUEST_ID_REUSED"]);
        (await agency.EntriesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_kind_of_command_with_other_content_under_a_request_id_records_nothing()
    {
        var agency = cluster.NewAgency();
        var first = await agency.DoAsync(0, Some.Unit("u1", requestId: "r1"));

        foreach (var silo in (int[])[0, 1])
        {
            var outcome = await agency.ExecuteAsync(silo, Some.Unit("u2", requestId: "r1"));
            if (outcome is Platform.Organisations.Outcome.Answered answered)
            {
                answered.ShouldBe(first);
            }
        }

        (await agency.EntriesAsync()).Count.ShouldBe(1);
    }
}
