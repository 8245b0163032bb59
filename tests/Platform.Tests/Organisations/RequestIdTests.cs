using Kompetanse.Platform.Organisations;
using Shouldly;
using Xunit;
using static Kompetanse.Platform.Tests.Organisations.CountingOrganisation;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>Repeating a request is harmless.</summary>
public sealed class RequestIdTests
{
    [Fact]
    public async Task A_repeated_request_gets_the_earlier_answer_and_is_recorded_once()
    {
        await using var organisation = await OpenAsync();
        var first = await organisation.ExecuteAsync(Counters.CountUp("a", "r-1"));
        await organisation.CountUpAsync("a");

        var second = await organisation.ExecuteAsync(Counters.CountUp("a", "r-1"));

        second.ShouldBe(first);
        (await organisation.EntriesAsync()).ShouldBe(["a=1", "a=2"]);
    }

    [Fact]
    public async Task A_request_id_is_known_after_a_restart()
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a", "r-1");
        await organisation.CloseAsync();

        await using var again = await organisation.OpenAgainAsync();

        (await again.CountUpAsync("a", "r-1")).ShouldBe(1);
        again["a"].ShouldBe(1);
    }

    [Fact]
    public async Task The_same_request_twice_at_the_same_time_is_recorded_once()
    {
        await using var organisation = await OpenAsync();

        var values = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => organisation.CountUpAsync("a", "r-1"))).Soon();

        values.ShouldAllBe(value => value == 1);
        (await organisation.EntriesAsync()).ShouldBe(["a=1"]);
    }

    [Fact]
    public async Task A_request_id_used_for_another_kind_of_command_is_refused()
    {
        await using var organisation = await OpenAsync();
        await organisation.CountUpAsync("a", "r-1");

        ReasonOf(await organisation.ExecuteAsync(Counters.CountAllUp("r-1"))).ShouldBe("REQUEST_ID_REUSED");

        organisation["a"].ShouldBe(1);
    }

    [Fact]
    public async Task The_request_id_of_a_refused_command_may_be_used_again()
    {
        await using var organisation = await OpenAsync();
        organisation.Ledger.NextFailure = new Platform.Ledger.LedgerUnavailableException("LEDGER_FULL");
        ReasonOf(await organisation.ExecuteAsync(Counters.CountUp("a", "r-1"))).ShouldBe("LEDGER_FULL");

        (await organisation.CountUpAsync("a", "r-1")).ShouldBe(1);
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    [InlineData("a-Z_0.9:x", true)]
    [InlineData("blåbær", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    public async Task A_request_id_has_at_most_64_plain_characters(string requestId, bool valid)
    {
        await using var organisation = await OpenAsync();

        var outcome = await organisation.ExecuteAsync(Counters.CountUp("a", requestId));

        if (valid)
            ValueOf(outcome).ShouldBe(1);
        else
            ReasonOf(outcome).ShouldBe("REQUEST_ID_INVALID");
        organisation["a"].ShouldBe(valid ? 1 : 0);
    }
}
