using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>An agency answers the same wherever its grain wakes.</summary>
[Collection(SharedCluster.Name)]
public sealed class WakingTests(Cluster cluster)
{
    private static readonly IMessage[] s_questions =
    [
        new ListUnitsRequest(), new ListEmployeesRequest(), new ListPositionsRequest { UnitId = "kontor" },
        new ListCompetencesRequest(), new ListRolesRequest(), new ListRoleProfilesRequest(),
        new ListAssessmentsRequest { EmployeeId = "e1" }, new GetUnitReportRequest { UnitId = "nav" },
    ];

    [Fact]
    public async Task A_grain_that_slept_answers_the_same()
    {
        var agency = await WithPeopleAsync();
        var before = await AnswersAsync(agency, 0);

        for (var round = 0; round < 4; round++)
        {
            await agency.DeactivateAsync();

            cluster.SiloOf(agency.Id).ShouldBeNull();
            (await AnswersAsync(agency, round % 2)).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_grain_that_moves_to_and_fro_answers_the_same_and_loses_nothing()
    {
        var agency = await WithPeopleAsync();
        var before = await AnswersAsync(agency, 0);
        var entries = (await agency.EntriesAsync()).Count;

        for (var round = 0; round < 6; round++)
        {
            await cluster.MoveAsync(agency.Id, round % 2);
            await agency.DoAsync((round / 2) % 2, Some.Competence($"ny{round}"));
            cluster.SiloOf(agency.Id).ShouldBe(round % 2);
        }

        foreach (var silo in (int[])[0, 1])
        {
            (await agency.AskAsync<ListCompetencesResponse>(silo, new ListCompetencesRequest())).Competences.Count.ShouldBe(7);
            (await AnswersAsync(agency, silo, skip: typeof(ListCompetencesRequest))).ShouldBe(
                before.Where(answer => answer.Question != nameof(ListCompetencesRequest)));
        }

        (await agency.EntriesAsync()).Count(entry => entry.Command.EndsWith("CreateCompetenceRequest", StringComparison.Ordinal)).ShouldBe(7);
        entries.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_grain_that_is_put_to_sleep_while_it_is_asked_loses_and_doubles_nothing()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Competence("k"));
        var isDone = false;
        var sleeping = Task.Run(async () =>
        {
            for (var round = 0; !Volatile.Read(ref isDone); round++)
            {
                await (round % 3 == 0 ? cluster.MoveAsync(agency.Id, round % 2) : agency.DeactivateAsync());
                await agency.AskAsync<ListUnitsResponse>(round % 2, new ListUnitsRequest());
            }
        });

        var workers = Enumerable.Range(0, 6).Select(async worker =>
        {
            for (var at = 0; at < 60; at++)
            {
                var silo = (worker + at) % 2;
                await agency.InsistAsync(() => silo, Some.Competence($"k{worker}-{at}", $"r{worker}-{at}"));
            }
        });
        await Task.WhenAll(workers);
        Volatile.Write(ref isDone, true);
        await sleeping;

        (await agency.EntriesAsync()).Count.ShouldBe(361);
        foreach (var silo in (int[])[0, 1])
        {
            (await agency.AskAsync<ListCompetencesResponse>(silo, new ListCompetencesRequest { PageSize = 1000 })).Competences.Count.ShouldBe(361);
        }
    }

    [Fact]
    public async Task A_copy_that_a_silo_has_had_since_before_decides_on_what_others_have_recorded_since()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Unit("u1"));
        var away = cluster.SiloOf(agency.Id)!.Value;

        // Where the grain was, its copy stays as it is while the other records.
        await cluster.MoveAsync(agency.Id, 1 - away);
        await agency.DoAsync(1 - away, Some.Unit("u2", "u1"));
        await cluster.MoveAsync(agency.Id, away);

        (await agency.DoAsync(away, Some.Unit("u3", "u2"))).Position.ShouldBe(3);
    }

    private async Task<AgencyDriver> WithPeopleAsync()
    {
        var agency = cluster.NewAgency();
        IMessage[] commands =
        [
            Some.Unit("nav"), Some.Unit("kontor", "nav"), Some.Competence("k1"), Some.Role("veileder"), Some.Profile("veileder", "k1", 3),
            Some.Employee("e1"), Some.Employee("e2"), Some.Position("e1", "kontor", "veileder"), Some.Position("e2", "kontor", "veileder"),
            Some.Assessment("e1", "k1", 2), Some.Assessment("e2", "k1", 4),
        ];
        for (var at = 0; at < commands.Length; at++)
        {
            await agency.DoAsync(at % 2, commands[at]);
        }

        return agency;
    }

    private static async Task<List<(string Question, string Answer)>> AnswersAsync(AgencyDriver agency, int silo, Type? skip = null)
    {
        var answers = new List<(string, string)>();
        foreach (var question in s_questions.Where(question => question.GetType() != skip))
        {
            var reply = AgencyDriver.Answered(await agency.QueryAsync(silo, question)).Reply;
            if (reply is UnitReport report)
            {
                report = report.Clone();
                report.Position = 0;
                reply = report;
            }

            answers.Add((question.Descriptor.Name, reply.ToString()!));
        }

        return answers;
    }
}
