using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;
using static Kompetanse.Platform.Tests.Organisations.CountingOrganisation;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>Two processes with the same organisation on the same ledger.</summary>
public sealed class ConflictTests
{
    [Fact]
    public async Task The_loser_of_a_race_catches_up_and_decides_again_so_that_both_commands_survive()
    {
        await using var one = await OpenAsync();
        await using var other = await one.OpenAgainAsync();
        var hold = one.Ledger.HoldNextAppend();
        var losing = one.CountUpAsync("a");
        await hold.Arrived;

        (await other.CountUpAsync("a")).ShouldBe(1);
        hold.Release();

        (await losing).ShouldBe(2);
        one.Steps.Taken.ShouldBe(["decide a", "append", "apply a", "decide a", "append", "apply a", "reply a"]);
        (await one.EntriesAsync()).ShouldBe(["a=1", "a=2"]);
        one["a"].ShouldBe(2);
    }

    [Fact]
    public async Task A_decision_that_what_the_other_recorded_forbids_is_refused()
    {
        await using var one = await OpenAsync();
        for (var i = 1; i < Counters.Most; i++)
            await one.CountUpAsync("a");
        await using var other = await one.OpenAgainAsync();
        var hold = one.Ledger.HoldNextAppend();
        var losing = one.ExecuteAsync(Counters.CountUp("a"));
        await hold.Arrived;

        (await other.CountUpAsync("a")).ShouldBe(Counters.Most);
        hold.Release();

        ReasonOf(await losing).ShouldBe("COUNTER_FULL");
        (await one.EntriesAsync()).Count.ShouldBe(Counters.Most);
    }

    [Fact]
    public async Task All_commands_of_a_batch_that_lost_are_decided_again()
    {
        await using var one = await OpenAsync();
        await using var other = await one.OpenAgainAsync();
        var first = one.Ledger.HoldNextAppend();
        var commands = new List<Task<long>> { one.CountUpAsync("first") };
        await first.Arrived;
        commands.AddRange(Enumerable.Range(0, 20).Select(i => one.CountUpAsync($"c{i}")));
        var batch = one.Ledger.HoldNextAppend();
        first.Release();
        await batch.Arrived;

        await other.CountUpAsync("c7");
        batch.Release();

        (await Task.WhenAll(commands).Soon()).Sum().ShouldBe(22);
        one["c7"].ShouldBe(2);
        one.Ledger.Appends.ShouldBe([1, 20, 20]);
        (await one.EntriesAsync()).Count.ShouldBe(22);
    }

    [Fact]
    public async Task A_request_id_that_another_process_recorded_gives_the_earlier_answer()
    {
        await using var one = await OpenAsync();
        await using var other = await one.OpenAgainAsync();

        (await other.CountUpAsync("a", "request-1")).ShouldBe(1);
        (await other.CountUpAsync("a")).ShouldBe(2);

        (await one.CountUpAsync("a", "request-1")).ShouldBe(1);
        (await one.EntriesAsync()).ShouldBe(["a=1", "a=2"]);
    }

    [Fact]
    public async Task A_name_that_another_process_sealed_can_be_read_after_catching_up()
    {
        await using var one = await OpenAsync();
        await using var other = await one.OpenAgainAsync();

        await other.ExecuteAsync(Counters.Name("emp-1", "Anna"));
        await one.ExecuteAsync(Counters.Name("emp-1", "Anna Berg"));
        await one.ExecuteAsync(Counters.Name("emp-2", "Bo"));
        await other.ExecuteAsync(Counters.Name("emp-3", "Cato"));

        (other.NameOf("emp-1"), other.NameOf("emp-2"), other.NameOf("emp-3")).ShouldBe(("Anna Berg", "Bo", "Cato"));
        one.NameOf("emp-1").ShouldBe("Anna Berg");
    }

    [Fact]
    public async Task A_person_recorded_by_another_process_while_this_one_opens_keeps_the_name()
    {
        await using var one = await OpenAsync();
        await one.ExecuteAsync(Counters.Name("emp-1", "Anna"));
        var calls = 0;

        await using var opening = await one.OpenAgainAsync(other => other.Ledger.AfterReadingKeys = async () =>
        {
            if (calls++ == 0)
                await one.ExecuteAsync(Counters.Name("emp-2", "Bo"));
        });
        await opening.CountUpAsync("a");

        (opening.NameOf("emp-1"), opening.NameOf("emp-2")).ShouldBe(("Anna", "Bo"));
    }
}
