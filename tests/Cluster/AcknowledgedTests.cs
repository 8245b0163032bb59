using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>Whoever has been told that something is recorded finds it, whichever silo is asked.</summary>
[Collection(SharedCluster.Name)]
public sealed class AcknowledgedTests(Cluster cluster)
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task A_command_acknowledged_on_one_silo_is_in_the_next_answer_on_the_other(int told, int asked)
    {
        var agency = cluster.NewAgency();
        for (var at = 0; at < 100; at++)
        {
            var done = await agency.DoAsync(told, Some.Competence($"k{at}"));

            var answer = AgencyDriver.Answered(await agency.QueryAsync(asked, new GetCompetenceRequest { Id = $"k{at}" }));
            answer.Position.ShouldBeGreaterThanOrEqualTo(done.Position);
            answer.Reply.ShouldBe(done.Reply);
        }
    }

    [Fact]
    public async Task What_is_personal_is_read_on_the_other_silo_and_the_reading_recorded()
    {
        var agency = cluster.NewAgency();
        for (var at = 0; at < 20; at++)
        {
            await agency.DoAsync(at % 2, Some.Employee($"e{at}"));

            (await agency.AskAsync<Employee>(1 - at % 2, new GetEmployeeRequest { Id = $"e{at}" })).Name.ShouldBe($"Navn e{at}");
        }

        (await agency.EntriesAsync()).Count(entry => entry.Command.EndsWith("GetEmployeeRequest", StringComparison.Ordinal)).ShouldBe(20);
    }

    [Fact]
    public void Every_answer_anywhere_holds_what_was_acknowledged_before_it_was_asked() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(30),
            Prop.ForAll(Arb.From(Steps), steps => HoldsAsync(steps).GetAwaiter().GetResult()));

    [Fact]
    public async Task Many_who_ask_at_once_miss_nothing_that_was_acknowledged()
    {
        var agency = cluster.NewAgency();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var at = 0; at < 40; at++)
            {
                var id = $"w{worker}-{at}";
                await agency.DoAsync((worker + at) % 2, Some.Competence(id));
                (await agency.AskAsync<Protos.Catalogue.V1.Competence>((worker + at + 1) % 2, new GetCompetenceRequest { Id = id })).Id.ShouldBe(id);
            }
        }));

        (await agency.EntriesAsync()).Count.ShouldBe(320);
    }

    /// <summary>One step: on which silo, and whether something is done, asked, or the grain put to sleep.</summary>
    private static Gen<List<(int Silo, int What)>> Steps =>
        Gen.Zip(Gen.Choose(0, 1), Gen.Frequency((10, Gen.Constant(0)), (10, Gen.Constant(1)), (1, Gen.Constant(2)), (1, Gen.Constant(3))))
            .Select(pair => (pair.Item1, pair.Item2))
            .ListOf().Resize(60).Select(steps => steps.ToList());

    private async Task HoldsAsync(List<(int Silo, int What)> steps)
    {
        var agency = cluster.NewAgency();
        var acknowledged = new List<string>();
        var underWay = new List<Task>();
        foreach (var (silo, what) in steps)
        {
            switch (what)
            {
                case 0:
                    underWay.Add(DoAsync(silo, $"k{underWay.Count}"));
                    break;
                case 1:
                    underWay.Add(AskAsync(silo));
                    break;
                case 2:
                    await agency.DeactivateAsync();
                    break;
                default:
                    await Task.WhenAll(underWay);
                    break;
            }

            // Some of them overlap, and some do not.
            if (underWay.Count % 3 == 0)
            {
                await Task.WhenAll(underWay);
            }
        }

        await Task.WhenAll(underWay);
        await AskAsync(0);
        await AskAsync(1);

        async Task DoAsync(int silo, string id)
        {
            await agency.DoAsync(silo, Some.Competence(id));
            lock (acknowledged)
            {
                acknowledged.Add(id);
            }
        }

        async Task AskAsync(int silo)
        {
            List<string> before;
            lock (acknowledged)
            {
                before = [.. acknowledged];
            }

            var listed = await agency.AskAsync<ListCompetencesResponse>(silo, new ListCompetencesRequest { PageSize = 1000 });
            before.Except(listed.Competences.Select(competence => competence.Id)).ShouldBeEmpty();
        }
    }
}
