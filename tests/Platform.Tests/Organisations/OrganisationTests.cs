using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;
using static Kompetanse.Platform.Tests.Organisations.CountingOrganisation;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>One command from start to end, and who sees it when.</summary>
public sealed class OrganisationTests
{
    [Fact]
    public async Task A_command_is_decided_then_appended_then_applied_then_answered()
    {
        await using var organisation = await OpenAsync();

        (await organisation.CountUpAsync("a")).ShouldBe(1);

        organisation.Steps.Taken.ShouldBe(["decide a", "append", "apply a", "reply a"]);
        organisation["a"].ShouldBe(1);
        organisation.Organisation.Position.ShouldBe(1);
        (await organisation.EntriesAsync()).ShouldBe(["a=1"]);
    }

    [Fact]
    public async Task A_refused_command_appends_nothing()
    {
        await using var organisation = await OpenAsync();
        for (var i = 0; i < Counters.Most; i++)
            await organisation.CountUpAsync("a");
        var before = organisation.Ledger.Appends.Count;

        ReasonOf(await organisation.ExecuteAsync(Counters.CountUp("a"))).ShouldBe("COUNTER_FULL");

        organisation.Ledger.Appends.Count.ShouldBe(before);
        organisation["a"].ShouldBe(Counters.Most);
        organisation.Organisation.Position.ShouldBe(Counters.Most);
    }

    [Fact]
    public async Task A_command_without_events_is_answered_and_appends_nothing()
    {
        await using var organisation = await OpenAsync();

        ValueOf(await organisation.ExecuteAsync(Counters.CountAllUp())).ShouldBe(0);

        organisation.Ledger.Appends.ShouldBeEmpty();
        organisation.Organisation.Position.ShouldBe(0);
    }

    [Fact]
    public async Task Readers_do_not_see_what_is_not_durable()
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a");
        var hold = organisation.Ledger.HoldNextAppend();

        var second = organisation.ExecuteAsync(Counters.CountUp("a"));
        await hold.Arrived;

        organisation["a"].ShouldBe(1);
        organisation.Organisation.Position.ShouldBe(1);
        second.IsCompleted.ShouldBeFalse();

        hold.Release();
        ValueOf(await second).ShouldBe(2);
        organisation["a"].ShouldBe(2);
        organisation.Organisation.Position.ShouldBe(2);
    }

    [Fact]
    public async Task An_organisation_opened_again_is_as_it_was()
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a");
        await organisation.CountUpAsync("b");
        await organisation.ExecuteAsync(Counters.CountAllUp());
        await organisation.ExecuteAsync(Counters.Name("emp-1", "Anna"));
        await organisation.CloseAsync();

        await using var again = await organisation.OpenAgainAsync();

        (again["a"], again["b"], again.NameOf("emp-1")).ShouldBe((11, 11, "Anna"));
        again.Organisation.Position.ShouldBe(4);
        (await again.CountUpAsync("a")).ShouldBe(12);
    }

    [Fact]
    public async Task A_command_no_service_knows_is_a_clear_bug()
    {
        await using var organisation = await OpenAsync();

        (await Should.ThrowAsync<InvalidOperationException>(
            () => organisation.ExecuteAsync(new Protos.Catalogue.V1.CreateGoalRequest())))
            .Message.ShouldBe("No service decides on kompetanse.catalogue.v1.CreateGoalRequest.");
        (await Should.ThrowAsync<InvalidOperationException>(
            () => organisation.Organisation.QueryAsync(new Protos.Catalogue.V1.GetGoalRequest(), Counters.Tester, CancellationToken.None)))
            .Message.ShouldBe("No service answers kompetanse.catalogue.v1.GetGoalRequest.");
    }

    [Fact]
    public async Task A_command_cancelled_before_it_is_decided_is_never_decided()
    {
        await using var organisation = await OpenAsync();
        var hold = organisation.Ledger.HoldNextAppend();
        var first = organisation.ExecuteAsync(Counters.CountUp("a"));
        await hold.Arrived;
        using var cancellation = new CancellationTokenSource();
        var cancelled = organisation.ExecuteAsync(Counters.CountUp("b"), cancellation.Token);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        hold.Release();
        await first;

        (await organisation.CountUpAsync("c")).ShouldBe(1);
        organisation.Steps.Taken.ShouldNotContain("decide b");
        (await organisation.EntriesAsync()).ShouldBe(["a=1", "c=1"]);
    }

    [Fact]
    public async Task A_command_cancelled_while_it_is_appended_is_recorded_all_the_same()
    {
        await using var organisation = await OpenAsync();
        using var cancellation = new CancellationTokenSource();
        var hold = organisation.Ledger.HoldNextAppend();
        var cancelled = organisation.ExecuteAsync(Counters.CountUp("a"), cancellation.Token);
        await hold.Arrived;

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        hold.Release();

        (await organisation.CountUpAsync("a")).ShouldBe(2);
    }

    [Fact]
    public async Task Disposal_waits_for_what_is_being_recorded_and_for_what_waits()
    {
        await using var organisation = await OpenAsync();
        var hold = organisation.Ledger.HoldNextAppend();
        var recording = organisation.ExecuteAsync(Counters.CountUp("a"));
        await hold.Arrived;
        var waiting = organisation.ExecuteAsync(Counters.CountUp("a"));

        var closing = organisation.CloseAsync();
        closing.IsCompleted.ShouldBeFalse();
        hold.Release();
        await closing;

        (ValueOf(await recording), ValueOf(await waiting)).ShouldBe((1, 2));
        (await organisation.EntriesAsync()).ShouldBe(["a=1", "a=2"]);
    }

    [Fact]
    public async Task A_disposed_organisation_takes_no_command()
    {
        await using var organisation = await OpenAsync();
        await organisation.CloseAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => organisation.ExecuteAsync(Counters.CountUp("a")));
    }

    [Fact]
    public async Task A_decision_knows_the_date_in_oslo()
    {
        await using var organisation = await OpenAsync();
        organisation.Time.Now = DateTimeOffset.Parse("2026-07-15T22:00:00Z");

        var outcome = await organisation.ExecuteAsync(Counters.Name("emp-1", "Anna"));

        ((Google.Protobuf.WellKnownTypes.StringValue)((Outcome.Answered)outcome).Reply).Value.ShouldBe("2026-07-16");
    }
}
