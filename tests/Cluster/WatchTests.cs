using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>Whoever waits for news hears of them, wherever they come from.</summary>
[Collection(SharedCluster.Name)]
public sealed class WatchTests(Cluster cluster)
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public async Task A_watch_is_woken_by_a_command_on_either_silo(int watching, int told)
    {
        var agency = cluster.NewAgency();
        var position = (await agency.DoAsync(told, Some.Competence("k0"))).Position;
        for (var at = 1; at <= 3; at++)
        {
            var news = WaitAsync(agency, watching, position);

            position = (await agency.DoAsync(told, Some.Competence($"k{at}"))).Position;

            await news.WaitAsync(Cluster.Patience);
            (await agency.AskAsync<ListCompetencesResponse>(watching, new ListCompetencesRequest())).Competences.Count.ShouldBe(at + 1);
        }
    }

    [Fact]
    public async Task A_watch_outlives_storage_that_is_away_and_a_grain_that_sleeps()
    {
        var agency = cluster.NewAgency();
        var position = (await agency.DoAsync(0, Some.Competence("k0"))).Position;
        var watches = new List<Task>();
        foreach (var silo in (int[])[0, 1])
        {
            // Whoever watches has read first.
            await agency.AskAsync<ListCompetencesResponse>(silo, new ListCompetencesRequest());
            watches.Add(WaitAsync(agency, silo, position));
        }

        agency.Put(new Fault.Away());
        await agency.DeactivateAsync();
        // Until each watch has asked in vain: it asks every second.
        await Task.WhenAny(Task.WhenAll(watches), AskInVainAsync(agency));
        watches.ShouldAllBe(watch => !watch.IsCompleted);
        agency.Mend();
        await agency.DoAsync(1, Some.Competence("k1"));

        await Task.WhenAll(watches).WaitAsync(Cluster.Patience);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_watch_ends_when_whoever_waits_gives_up(int silo)
    {
        var agency = cluster.NewAgency();
        var position = (await agency.DoAsync(0, Some.Competence("k0"))).Position;
        using var patience = new CancellationTokenSource();
        var news = cluster.Ask(silo).WaitForNewsAsync(agency.Id, position, Today(silo), patience.Token);
        news.IsCompleted.ShouldBeFalse();

        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => news.WaitAsync(Cluster.Patience));
    }

    private Task WaitAsync(AgencyDriver agency, int silo, long position) =>
        cluster.Ask(silo).WaitForNewsAsync(agency.Id, position, Today(silo), CancellationToken.None);

    private DateOnly Today(int silo) => cluster.ServicesOf(silo).GetRequiredService<AgencyClock>().Today();

    /// <summary>For two of the intervals that a watch asks in.</summary>
    private static async Task AskInVainAsync(AgencyDriver agency)
    {
        for (var since = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(2.5);)
        {
            AgencyDriver.ReasonsOf(await agency.QueryAsync(0, new ListCompetencesRequest())).ShouldBe(["LEDGER_UNAVAILABLE"]);
        }
    }
}
