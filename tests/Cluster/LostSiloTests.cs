using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>
/// A silo goes away while commands come to the other: what was acknowledged is there, and what was not is there once it is repeated.
/// Each has a cluster of its own, and loses a silo of it.
/// </summary>
public sealed class LostSiloTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Workers = 6;

    /// <summary>How much is acknowledged before the silo goes, and how much again before the test ends.</summary>
    private const int Share = 60;

    private readonly Cluster _cluster = new();

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task What_was_acknowledged_is_there_after_a_silo_is_lost(bool gracefully, bool hasTheGrain)
    {
        var agency = await NewAgencyAsync(lost: 1, hasTheGrain);
        var acknowledged = new List<string>();
        var unknown = 0;
        var isEnough = false;
        var (half, whole) = (NewSignal(), NewSignal());
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var at = 0; !Volatile.Read(ref isEnough); at++)
            {
                var id = $"k{worker}-{at}";
                await InsistAsync(agency, Some.Competence(id, $"r{worker}-{at}"), () => Interlocked.Increment(ref unknown));
                lock (acknowledged)
                {
                    acknowledged.Add(id);
                    (acknowledged.Count >= Share ? half : null)?.TrySetResult();
                    (acknowledged.Count >= 20 * Share ? whole : null)?.TrySetResult();
                }
            }
        })).ToList();
        await half.Task.WaitAsync(Cluster.Patience);

        await _cluster.EndAsync(1, gracefully);

        await AnyOf(whole.Task, workers);
        Volatile.Write(ref isEnough, true);
        await Task.WhenAll(workers).WaitAsync(Cluster.Patience);
        var listed = await AllAsync(agency);
        listed.ShouldBe([.. acknowledged, "k"], ignoreOrder: true);
        (await agency.EntriesAsync()).Count.ShouldBe(acknowledged.Count + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_command_that_was_being_written_when_its_silo_was_lost_is_there_once_when_it_is_repeated(bool gracefully)
    {
        var agency = await NewAgencyAsync(lost: 1, hasTheGrain: true);
        var held = new Fault.Held();
        agency.Put(held);
        var given = agency.ExecuteAsync(0, Some.Competence("k1", "r1"));
        await held.IsReached.Task;
        agency.Mend();

        var ending = _cluster.EndAsync(1, gracefully);
        // The write is done when nobody is left to tell of it, or while the silo waits for it.
        held.IsReleased.SetResult();
        await ending.WaitAsync(Cluster.Patience);

        if (await given is Outcome.Refused refused)
        {
            refused.Reasons.ShouldHaveSingleItem().Reason.ShouldBe("OUTCOME_UNKNOWN");
        }

        await InsistAsync(agency, Some.Competence("k1", "r1"), () => { });
        (await AllAsync(agency)).ShouldBe(["k", "k1"], ignoreOrder: true);
        (await agency.EntriesAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Whoever_asks_the_silo_that_is_lost_is_answered_or_told_to_repeat(bool gracefully, bool hasTheGrain)
    {
        var agency = await NewAgencyAsync(lost: 1, hasTheGrain);
        var asked = _cluster.Ask(1);
        var acknowledged = new List<string>();
        var begun = NewSignal();
        var workers = Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            for (var at = 0; at < 10_000; at++)
            {
                var (id, requestId) = ($"k{worker}-{at}", $"r{worker}-{at}");
                if (await asked.ExecuteAsync(agency.Id, Some.Competence(id, requestId), AgencyDriver.Caller, CancellationToken.None) is Outcome.Refused refused)
                {
                    refused.Reasons.ShouldHaveSingleItem().Reason.ShouldBe("OUTCOME_UNKNOWN");
                    await InsistAsync(agency, Some.Competence(id, requestId), () => { });
                    Acknowledge(id);
                    return;
                }

                Acknowledge(id);
            }
        })).ToList();
        await begun.Task.WaitAsync(Cluster.Patience);

        await _cluster.EndAsync(1, gracefully);

        await Task.WhenAll(workers).WaitAsync(Cluster.Patience);
        (await AllAsync(agency)).ShouldBe([.. acknowledged, "k"], ignoreOrder: true);
        (await agency.EntriesAsync()).Count.ShouldBe(acknowledged.Count + 1);

        void Acknowledge(string id)
        {
            lock (acknowledged)
            {
                acknowledged.Add(id);
                (acknowledged.Count >= Share ? begun : null)?.TrySetResult();
            }
        }
    }

    [Fact]
    public async Task A_query_after_a_silo_was_lost_is_answered_from_all_that_was_acknowledged()
    {
        var agency = await NewAgencyAsync(lost: 1, hasTheGrain: true);
        await agency.DoAsync(1, Some.Competence("k1"));
        await _cluster.EndAsync(1, gracefully: false);

        Outcome outcome;
        do
        {
            outcome = await agency.QueryAsync(0, new ListCompetencesRequest());
        }
        while (AgencyDriver.ReasonsOf(outcome) is ["OUTCOME_UNKNOWN"]);

        AgencyDriver.Answered(outcome).Reply.ShouldBeOfType<ListCompetencesResponse>().Competences.Select(one => one.Id).ShouldBe(["k", "k1"]);
    }

    [Fact]
    public async Task An_import_whose_silo_was_lost_is_there_whole_and_once_when_it_is_repeated()
    {
        var agency = await NewAgencyAsync(lost: 1, hasTheGrain: true);
        await agency.DoAsync(0, Some.Unit("nav"));
        await agency.DoAsync(0, Some.Role("veileder"));
        var import = Some.Import("e", 2_000, "nav", "veileder", "r1");
        var given = agency.ExecuteAsync(0, import);

        await _cluster.EndAsync(1, gracefully: false);

        await given;
        await InsistAsync(agency, import, () => { });
        (await agency.AskAsync<Protos.Gap.V1.UnitReport>(0, new Protos.Gap.V1.GetUnitReportRequest { UnitId = "nav" })).Employees.ShouldBe(2_000);
        (await agency.EntriesAsync()).Count(entry => entry.RequestId == "r1").ShouldBe(1);
    }

    private async Task<AgencyDriver> NewAgencyAsync(int lost, bool hasTheGrain)
    {
        var agency = _cluster.NewAgency();
        await agency.DoAsync(0, Some.Competence("k"));
        await _cluster.MoveAsync(agency.Id, hasTheGrain ? lost : 1 - lost);
        await agency.AskAsync<ListCompetencesResponse>(0, new ListCompetencesRequest());
        _cluster.SiloOf(agency.Id).ShouldBe(hasTheGrain ? lost : 1 - lost);
        return agency;
    }

    /// <summary>On the silo that stays, until it is answered.</summary>
    private static async Task InsistAsync(AgencyDriver agency, IMessage command, Action isUnknown)
    {
        while (true)
        {
            switch (await agency.ExecuteAsync(0, command))
            {
                case Outcome.Answered:
                    return;
                case var refused:
                    AgencyDriver.ReasonsOf(refused).ShouldBe(["OUTCOME_UNKNOWN"]);
                    isUnknown();
                    break;
            }
        }
    }

    private static async Task<List<string>> AllAsync(AgencyDriver agency)
    {
        var (all, token) = (new List<string>(), "");
        do
        {
            var page = await agency.AskAsync<ListCompetencesResponse>(0, new ListCompetencesRequest { PageSize = 1000, PageToken = token });
            all.AddRange(page.Competences.Select(one => one.Id));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        return all;
    }

    private static async Task AnyOf(Task done, List<Task> workers)
    {
        // A worker that ends before has failed, and says why.
        await (await Task.WhenAny([done, .. workers]).WaitAsync(Cluster.Patience));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
