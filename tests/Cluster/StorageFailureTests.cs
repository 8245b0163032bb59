using Kompetanse.ClusterTests.Running;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>Storage that fails before a write, after it, or for a while: nothing that was not acknowledged is seen, and repeating tells.</summary>
[Collection(SharedCluster.Name)]
public sealed class StorageFailureTests(Cluster cluster)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_could_not_be_written_is_refused_and_in_no_answer_and_recorded_once_when_repeated(int silo)
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.BeforeWrite());

        ShouldBeUnknown(await agency.ExecuteAsync(silo, Some.Competence("k1", "r1")));

        agency.Mend();
        (await NamesAsync(agency, 0)).ShouldBe(["k0"]);
        (await NamesAsync(agency, 1)).ShouldBe(["k0"]);
        await agency.DoAsync(1 - silo, Some.Competence("k1", "r1"));
        await agency.DoAsync(silo, Some.Competence("k1", "r1"));
        await ShouldHoldAsync(agency, "k0", "k1");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    public async Task What_was_written_and_told_as_failed_is_answered_as_recorded_when_repeated(int silo, int repeatedOn)
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.AfterWrite());

        ShouldBeUnknown(await agency.ExecuteAsync(silo, Some.Competence("k1", "r1")));

        agency.Mend();
        (await agency.DoAsync(repeatedOn, Some.Competence("k1", "r1"))).Position.ShouldBe(2);
        await ShouldHoldAsync(agency, "k0", "k1");
    }

    [Fact]
    public async Task A_person_whose_key_was_written_and_told_as_failed_is_read_when_the_command_is_repeated()
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.AfterWrite());
        ShouldBeUnknown(await agency.ExecuteAsync(0, Some.Employee("e1", "r1")));
        agency.Mend();

        await agency.DoAsync(1, Some.Employee("e1", "r1"));
        await agency.DeactivateAsync();

        foreach (var silo in (int[])[0, 1])
        {
            (await agency.AskAsync<Protos.Directory.V1.Employee>(silo, new Protos.Directory.V1.GetEmployeeRequest { Id = "e1" })).Name.ShouldBe("Navn e1");
        }
    }

    [Fact]
    public async Task What_follows_a_write_that_was_told_as_failed_is_decided_on_what_was_written()
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.AfterWrite());
        ShouldBeUnknown(await agency.ExecuteAsync(0, Some.Competence("k1", "r1")));
        agency.Mend();

        // Without the request id it is a command like any other, for something that is there now.
        AgencyDriver.ReasonsOf(await agency.ExecuteAsync(1, Some.Competence("k1"))).ShouldNotBeEmpty();
        await agency.DoAsync(0, Some.Competence("k2"));
        await ShouldHoldAsync(agency, "k0", "k1", "k2");
    }

    [Fact]
    public async Task Storage_that_is_away_is_told_as_such_on_both_silos_and_comes_back_by_itself()
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.Away());
        await agency.DeactivateAsync();

        for (var round = 0; round < 4; round++)
        {
            ShouldBeUnavailable(await agency.ExecuteAsync(round % 2, Some.Competence("k1", "r1")));
            ShouldBeUnavailable(await agency.QueryAsync(round % 2, new ListCompetencesRequest()));
        }

        agency.Mend();
        await agency.DoAsync(0, Some.Competence("k1", "r1"));
        await ShouldHoldAsync(agency, "k0", "k1");
    }

    [Fact]
    public async Task An_agency_that_storage_is_away_from_at_first_opens_when_it_is_back()
    {
        var agency = cluster.NewAgency();
        agency.Put(new Fault.Away());
        foreach (var silo in (int[])[0, 1])
        {
            ShouldBeUnavailable(await agency.ExecuteAsync(silo, Some.Competence("k0")));
            ShouldBeUnavailable(await agency.QueryAsync(silo, new ListCompetencesRequest()));
        }

        agency.Mend();
        await agency.DoAsync(1, Some.Competence("k0"));
        await ShouldHoldAsync(agency, "k0");
    }

    [Fact]
    public async Task Nobody_sees_what_is_being_written()
    {
        var agency = await NewAgencyAsync();
        var held = new Fault.Held();
        agency.Put(held);
        var given = agency.ExecuteAsync(0, Some.Competence("k1"));
        await held.IsReached.Task;

        (await NamesAsync(agency, 0)).ShouldBe(["k0"]);
        (await NamesAsync(agency, 1)).ShouldBe(["k0"]);

        agency.Mend();
        held.IsReleased.SetResult();
        AgencyDriver.Answered(await given);
        await ShouldHoldAsync(agency, "k0", "k1");
    }

    public static TheoryData<string, bool, int> EveryWrite
    {
        get
        {
            var writes = new TheoryData<string, bool, int>();
            foreach (var state in (string[])[Fault.Journal, Fault.Segment, Fault.Keys])
            {
                foreach (var isWritten in (bool[])[false, true])
                {
                    writes.Add(state, isWritten, 0);
                    writes.Add(state, isWritten, 1);
                }
            }

            return writes;
        }
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public async Task A_large_command_that_failed_at_any_of_its_writes_is_there_once_when_it_is_repeated(string state, bool isWritten, int repeatedOn)
    {
        var agency = await NewAgencyAsync();
        await agency.DoAsync(0, Some.Unit("nav"));
        await agency.DoAsync(0, Some.Role("veileder"));
        var import = Some.Import("e", 500, "nav", "veileder", "r1");
        agency.Put(isWritten ? new Fault.AfterWrite(state) : new Fault.BeforeWrite(state));
        var refused = await agency.ExecuteAsync(0, import);
        if (state == Fault.Journal)
        {
            ShouldBeUnknown(refused);
        }
        else
        {
            // What is written before it records nothing.
            ShouldBeUnavailable(refused);
        }

        agency.Mend();

        // Somebody else comes in between, with a key of their own for one of them.
        await agency.ExecuteAsync(repeatedOn, Some.Employee("ny"));
        await agency.DoAsync(repeatedOn, import);

        await agency.DeactivateAsync();
        foreach (var silo in (int[])[0, 1])
        {
            foreach (var person in (string[])["e0", "e7", "e499", "ny"])
            {
                (await agency.AskAsync<Protos.Directory.V1.Employee>(silo, new Protos.Directory.V1.GetEmployeeRequest { Id = person })).Name.ShouldBe($"Navn {person}");
            }
        }

        (await agency.EntriesAsync()).Count(entry => entry.RequestId == "r1").ShouldBe(1);
    }

    [Fact]
    public async Task Commands_under_storage_that_fails_now_and_then_are_recorded_once_each()
    {
        var agency = await NewAgencyAsync();
        agency.Put(new Fault.Fickle(Seed: 7));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            for (var at = 0; at < 30; at++)
            {
                var silo = (worker + at) % 2;
                await agency.InsistAsync(() => silo++ % 2, Some.Competence($"k{worker}-{at:00}", $"r{worker}-{at}"));
                await agency.InsistAsync(() => silo++ % 2, Some.Employee($"e{worker}-{at:00}", $"p{worker}-{at}"));
            }
        }));
        agency.Mend();
        await agency.DeactivateAsync();

        string[] ids = [.. from worker in Enumerable.Range(0, 6) from at in Enumerable.Range(0, 30) select $"{worker}-{at:00}"];
        foreach (var silo in (int[])[0, 1])
        {
            (await NamesAsync(agency, silo)).ShouldBe(["k0", .. ids.Select(id => $"k{id}")], ignoreOrder: true);
            var people = await agency.AskAsync<Protos.Directory.V1.ListEmployeesResponse>(silo, new Protos.Directory.V1.ListEmployeesRequest { PageSize = 1000 });
            people.Employees.Select(person => person.Name).ShouldBe(ids.Select(id => $"Navn e{id}"), ignoreOrder: true);
        }

        (await agency.EntriesAsync()).Where(entry => entry.RequestId.Length > 0).Select(entry => entry.RequestId).ShouldBeUnique();
    }

    private async Task<AgencyDriver> NewAgencyAsync()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Competence("k0"));
        return agency;
    }

    /// <summary>Nothing was recorded.</summary>
    private static void ShouldBeUnavailable(Outcome outcome) => ShouldBe(outcome, "LEDGER_UNAVAILABLE");

    /// <summary>The journal may have been written, or not.</summary>
    private static void ShouldBeUnknown(Outcome outcome) => ShouldBe(outcome, "OUTCOME_UNKNOWN");

    private static void ShouldBe(Outcome outcome, string reason)
    {
        var refusal = outcome.ShouldBeOfType<Outcome.Refused>().Reasons.ShouldHaveSingleItem();
        (refusal.Reason, refusal.Code).ShouldBe((reason, Grpc.Core.StatusCode.Unavailable));
    }

    private static async Task<List<string>> NamesAsync(AgencyDriver agency, int silo) =>
        [.. (await agency.AskAsync<ListCompetencesResponse>(silo, new ListCompetencesRequest { PageSize = 1000 })).Competences.Select(one => one.Id)];

    /// <summary>These, in every answer and each in one entry.</summary>
    private static async Task ShouldHoldAsync(AgencyDriver agency, params string[] ids)
    {
        foreach (var silo in (int[])[0, 1])
        {
            (await NamesAsync(agency, silo)).ShouldBe(ids, ignoreOrder: true);
        }

        (await agency.EntriesAsync()).Count.ShouldBe(ids.Length);
    }
}
