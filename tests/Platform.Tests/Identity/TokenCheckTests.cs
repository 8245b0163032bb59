using Kompetanse.Platform.Identity;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class TokenCheckTests : IDisposable
{
    readonly FakeIssuer issuer = new(new ClockOfTest());

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task A_good_token_is_known_and_the_issuer_is_asked_once()
    {
        var check = issuer.Check();
        for (var i = 0; i < 3; i++)
        {
            (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBeNull();
        }

        issuer.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_asked_for_in_the_same_call()
    {
        var check = issuer.Check();
        var old = issuer.Token();
        (await check.CheckAsync(old, default)).Refusal.ShouldBeNull();
        issuer.RotateKeys();
        issuer.Time.Pass(issuer.Settings.KeyRefreshInterval);

        (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBeNull();
        (await check.CheckAsync(old, default)).Refusal.ShouldBe(new TokenInvalid());
    }

    [Fact]
    public async Task Whoever_sends_tokens_with_made_up_keys_makes_the_issuer_be_asked_once_an_interval()
    {
        using var other = new FakeIssuer(issuer.Time);
        other.RotateKeys();
        var check = issuer.Check();
        for (var i = 0; i < 10; i++)
        {
            (await check.CheckAsync(other.Token(), default)).Refusal.ShouldBe(new TokenInvalid());
        }

        issuer.Asked.ShouldBe(1);
        issuer.Time.Pass(issuer.Settings.KeyRefreshInterval);
        for (var i = 0; i < 10; i++)
        {
            (await check.CheckAsync(other.Token(), default)).Refusal.ShouldBe(new TokenInvalid());
        }

        issuer.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_the_issuer_has_withdrawn_is_worth_nothing_after_the_lifetime_of_keys()
    {
        var check = issuer.Check();
        issuer.Settings.KeyLifetime = TimeSpan.FromMinutes(5);
        var old = issuer.Token();
        (await check.CheckAsync(old, default)).Refusal.ShouldBeNull();
        issuer.RotateKeys();
        issuer.Time.Pass(TimeSpan.FromMinutes(6));

        // Read again beside the call, which does not wait for it.
        await UntilAsync(async () => (await check.CheckAsync(old, default)).Refusal is TokenInvalid);
    }

    [Fact]
    public async Task While_the_issuer_does_not_answer_known_keys_stay_and_unknown_ones_wait()
    {
        issuer.Answers = false;
        var check = issuer.Check();
        (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new IssuerUnreachable());

        issuer.Answers = true;
        (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new IssuerUnreachable());
        issuer.Time.Pass(issuer.Settings.KeyRefreshInterval);
        (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBeNull();

        issuer.Answers = false;
        var known = issuer.Token();
        issuer.RotateKeys();
        issuer.Time.Pass(issuer.Settings.KeyRefreshInterval);
        (await check.CheckAsync(known, default)).Refusal.ShouldBeNull();
        (await check.CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new IssuerUnreachable());
    }

    [Fact]
    public async Task What_another_publishes_under_the_issuer_s_address_is_not_believed()
    {
        issuer.Name = "https://login.example.com";
        (await issuer.Check().CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new IssuerUnreachable());
    }

    [Fact]
    public async Task Without_an_issuer_no_token_can_be_checked()
    {
        issuer.Settings.Issuer = "";
        (await issuer.Check().CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new TokensNotAccepted());
    }

    [Theory]
    [InlineData(-29, true)]
    [InlineData(-30, false)]
    public async Task A_token_may_have_ended_as_long_ago_as_clocks_may_differ(int seconds, bool good)
    {
        var end = issuer.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        var refusal = (await issuer.Check().CheckAsync(issuer.Token(("exp", end)), default)).Refusal;
        refusal.ShouldBe(good ? null : new TokenExpired());
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public async Task A_token_may_begin_as_much_later_as_clocks_may_differ(int seconds, bool good)
    {
        var from = issuer.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
        var refusal = (await issuer.Check().CheckAsync(issuer.Token(("nbf", from)), default)).Refusal;
        refusal.ShouldBe(good ? null : new TokenNotYetValid());
    }

    [Fact]
    public async Task Only_the_algorithms_that_were_chosen_are_believed()
    {
        issuer.Settings.Algorithms.Add("ES256");
        (await issuer.Check().CheckAsync(issuer.Token(), default)).Refusal.ShouldBe(new TokenInvalid());
    }

    static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
