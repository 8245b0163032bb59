using Shouldly;
using Xunit;
using static Kompetanse.Platform.Tests.Organisations.CountingOrganisation;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>Which commands share a flush, and which wait for each other.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Commands_on_different_subjects_that_wait_at_the_same_time_share_one_append()
    {
        await using var organisation = await OpenAsync();
        var hold = organisation.Ledger.HoldNextAppend();
        var first = organisation.CountUpAsync("first");
        await hold.Arrived;

        var waiting = Enumerable.Range(0, 300).Select(i => organisation.CountUpAsync($"c{i}")).ToList();
        hold.Release();
        await Task.WhenAll([first, .. waiting]).Soon();

        organisation.Ledger.Appends.ShouldBe([1, 300]);
        organisation.Organisation.Position.ShouldBe(301);
        (await organisation.EntriesAsync()).ShouldBe(["first=1", .. Enumerable.Range(0, 300).Select(i => $"c{i}=1")]);
    }

    [Fact]
    public async Task Commands_on_the_same_subject_are_decided_one_after_another_on_each_others_results()
    {
        await using var organisation = await OpenAsync();
        var hold = organisation.Ledger.HoldNextAppend();
        var commands = new List<Task<long>> { organisation.CountUpAsync("a") };
        await hold.Arrived;
        commands.AddRange([organisation.CountUpAsync("a"), organisation.CountUpAsync("a"), organisation.CountUpAsync("a")]);
        hold.Release();

        (await Task.WhenAll(commands).Soon()).ShouldBe([1, 2, 3, 4]);

        organisation.Ledger.Appends.ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task A_command_that_may_touch_anything_is_decided_alone_on_what_was_before_it()
    {
        await using var organisation = await OpenAsync();
        var hold = organisation.Ledger.HoldNextAppend();
        var first = organisation.CountUpAsync("a");
        await hold.Arrived;
        var before = organisation.CountUpAsync("b");
        var everything = organisation.ExecuteAsync(Counters.CountAllUp());
        var after = organisation.CountUpAsync("c");
        hold.Release();
        await Task.WhenAll(first, before, everything, after).Soon();

        (await organisation.EntriesAsync()).ShouldBe(["a=1", "b=1", "a=11, b=11", "c=1"]);
        organisation.Ledger.Appends.ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task Ten_thousand_commands_at_once_are_all_acknowledged_and_all_in_the_ledger()
    {
        const int Commands = 10_000;
        const int Names = 100;
        await using var organisation = await OpenAsync();

        var values = await Task.WhenAll(Enumerable.Range(0, Commands)
            .Select(i => Task.Run(() => organisation.CountUpAsync($"c{i % Names}")))).Soon();

        var each = Enumerable.Range(1, Commands / Names).Select(value => (long)value).ToList();
        var entries = await organisation.EntriesAsync();
        entries.Count.ShouldBe(Commands);
        organisation.Organisation.Position.ShouldBe(Commands);
        for (var name = 0; name < Names; name++)
        {
            organisation[$"c{name}"].ShouldBe(Commands / Names);
            values.Where((_, i) => i % Names == name).Order().ShouldBe(each);
            entries.Where(entry => entry.StartsWith($"c{name}=", StringComparison.Ordinal))
                .ShouldBe(each.Select(value => $"c{name}={value}"));
        }
    }
}
