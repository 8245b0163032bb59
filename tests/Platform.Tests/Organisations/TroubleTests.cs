using Kompetanse.Platform.Ledger;
using Shouldly;
using Xunit;
using static Kompetanse.Platform.Tests.Organisations.CountingOrganisation;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>Outages, and bugs in a service: who is told, and what stands afterwards.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("LEDGER_FULL")]
    [InlineData("LEDGER_READ_ONLY")]
    [InlineData("LEDGER_DAMAGED")]
    [InlineData("LEDGER_UNAVAILABLE")]
    public async Task What_the_ledger_can_not_take_is_refused_with_its_reason_and_the_next_command_works(string reason)
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a");
        organisation.Ledger.NextFailure = new LedgerUnavailableException(reason);

        ReasonOf(await organisation.ExecuteAsync(Counters.CountUp("a"))).ShouldBe(reason);

        organisation["a"].ShouldBe(1);
        organisation.Organisation.Position.ShouldBe(1);
        (await organisation.CountUpAsync("a")).ShouldBe(2);
        (await organisation.EntriesAsync()).ShouldBe(["a=1", "a=2"]);
    }

    [Fact]
    public async Task A_name_sealed_for_an_append_that_failed_can_be_sealed_and_read_afterwards()
    {
        await using var organisation = await OpenAsync();
        organisation.Ledger.NextFailure = new LedgerUnavailableException("LEDGER_FULL");
        ReasonOf(await organisation.ExecuteAsync(Counters.Name("emp-1", "Anna"))).ShouldBe("LEDGER_FULL");

        await organisation.ExecuteAsync(Counters.Name("emp-1", "Anna"));
        await organisation.CloseAsync();

        await using var again = await organisation.OpenAgainAsync();
        again.NameOf("emp-1").ShouldBe("Anna");
    }

    [Fact]
    public async Task A_bug_in_deciding_reaches_its_caller_alone()
    {
        await using var organisation = await OpenAsync();
        organisation.Steps.Fail("decide faulty");
        var hold = organisation.Ledger.HoldNextAppend();
        var first = organisation.CountUpAsync("first");
        await hold.Arrived;
        var before = organisation.CountUpAsync("before");
        var faulty = organisation.CountUpAsync("faulty");
        var after = organisation.CountUpAsync("after");
        hold.Release();

        (await Should.ThrowAsync<ModelBugException>(() => faulty)).Message.ShouldBe("A bug in decide faulty.");
        (await first, await before, await after).ShouldBe((1, 1, 1));
        (await organisation.EntriesAsync()).ShouldBe(["first=1", "before=1", "after=1"]);
    }

    [Fact]
    public async Task A_bug_in_naming_the_subject_reaches_its_caller_and_the_organisation_goes_on()
    {
        await using var organisation = await OpenAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => organisation.CountUpAsync("no subject"));

        (await organisation.CountUpAsync("a")).ShouldBe(1);
    }

    [Fact]
    public async Task A_bug_in_the_answer_reaches_its_caller_alone_and_does_not_undo_the_command()
    {
        await using var organisation = await OpenAsync();
        organisation.Steps.Fail("reply faulty");
        var hold = organisation.Ledger.HoldNextAppend();
        var first = organisation.CountUpAsync("first");
        await hold.Arrived;
        var faulty = organisation.CountUpAsync("faulty");
        var after = organisation.CountUpAsync("after");
        hold.Release();

        (await Should.ThrowAsync<ModelBugException>(() => faulty)).Message.ShouldBe("A bug in reply faulty.");
        (await first, await after, organisation["faulty"]).ShouldBe((1, 1, 1));
        (await organisation.CountUpAsync("first")).ShouldBe(2);
        (await organisation.EntriesAsync()).ShouldBe(["first=1", "faulty=1", "after=1", "first=2"]);
        organisation.Steps.Taken.Count(step => step == "apply faulty").ShouldBe(1);
    }

    [Fact]
    public async Task A_bug_in_applying_stops_the_organisation_for_all_who_wait_and_all_who_come()
    {
        const string Stopped = "Organisation nav stopped: an event of its ledger can't be applied.";
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a");
        organisation.Steps.Fail("apply faulty");
        var hold = organisation.Ledger.HoldNextAppend();
        var faulty = organisation.CountUpAsync("faulty");
        await hold.Arrived;
        var waiting = organisation.CountUpAsync("a");
        hold.Release();

        var told = await Should.ThrowAsync<InvalidOperationException>(() => faulty);
        told.Message.ShouldBe(Stopped);
        told.InnerException.ShouldBeOfType<ModelBugException>().Message.ShouldBe("A bug in apply faulty.");
        (await Should.ThrowAsync<InvalidOperationException>(() => waiting)).Message.ShouldBe(Stopped);
        (await Should.ThrowAsync<InvalidOperationException>(() => organisation.CountUpAsync("a"))).Message.ShouldBe(Stopped);
        Should.Throw<InvalidOperationException>(() => organisation["a"]).Message.ShouldBe(Stopped);
        organisation.Steps.Taken.Count(step => step == "decide a").ShouldBe(1);
    }

    [Fact]
    public async Task An_organisation_whose_ledger_can_not_be_applied_does_not_open()
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a");

        (await Should.ThrowAsync<InvalidOperationException>(
            () => organisation.OpenAgainAsync(other => other.Steps.Fail("apply a"))))
            .Message.ShouldBe("Organisation nav stopped: an event of its ledger can't be applied.");
    }

    [Fact]
    public async Task An_entry_of_a_later_version_is_named_when_the_organisation_does_not_open()
    {
        await using var organisation = await OpenAsync();
        await organisation.Ledger.AppendAsync(
            "nav", LedgerHead.Empty,
            [new Protos.Ledger.V1.Entry { Events = { new Protos.Ledger.V1.Event { Name = "counted.v2" } } }], [],
            CancellationToken.None);

        (await Should.ThrowAsync<InvalidOperationException>(() => organisation.OpenAgainAsync()))
            .Message.ShouldBe("The ledger holds an event that this version does not know: counted.v2.");
    }
}
