using Kompetanse.Platform.Identity;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

/// <summary>JwtBearer as it is set up here: whose keys are believed, for how long, and what is said of the rest.</summary>
public sealed class BearerTokensTests : IDisposable
{
    readonly FakeIssuer issuer = new();

    public void Dispose() => issuer.Dispose();

    [Fact]
    public async Task The_issuer_is_asked_for_its_keys_once()
    {
        for (var i = 0; i < 3; i++)
        {
            (await issuer.CheckAsync(issuer.Token(("jti", $"{i}")))).ShouldBeNull();
        }

        issuer.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_asked_for_in_the_same_call()
    {
        var old = issuer.Token(("jti", "old"));
        (await issuer.CheckAsync(issuer.Token())).ShouldBeNull();
        issuer.RotateKeys();

        (await issuer.CheckAsync(issuer.Token())).ShouldBeNull();
        (await issuer.CheckAsync(old)).ShouldBe(new TokenInvalid());
    }

    [Fact]
    public async Task Whoever_sends_tokens_with_made_up_keys_does_not_make_the_issuer_be_asked_for_each()
    {
        using var other = new FakeIssuer();
        other.RotateKeys();
        issuer.Settings["Kompetanse:Identity:KeyRefreshInterval"] = "00:05:00";
        (await issuer.CheckAsync(issuer.Token())).ShouldBeNull();
        for (var i = 0; i < 10; i++)
        {
            (await issuer.CheckAsync(other.Token())).ShouldBe(new TokenInvalid());
        }

        // When it was first needed, and once more for the first key that was not known.
        issuer.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_issuer_does_not_answer_calls_are_to_be_tried_again_and_known_keys_stay()
    {
        issuer.Answers = false;
        (await issuer.CheckAsync(issuer.Token())).ShouldBe(new IssuerUnreachable());

        issuer.Answers = true;
        await UntilAsync(async () => await issuer.CheckAsync(issuer.Token()) is null);

        issuer.Answers = false;
        (await issuer.CheckAsync(issuer.Token(("jti", "another")))).ShouldBeNull();
    }

    [Fact]
    public async Task What_another_publishes_under_the_issuer_s_address_is_not_believed()
    {
        issuer.Name = "https://login.example.com";
        (await issuer.CheckAsync(issuer.Token())).ShouldBe(new IssuerUnreachable());
    }

    [Fact]
    public async Task Without_an_issuer_no_token_can_be_checked()
    {
        (issuer.Environment, issuer.Settings["Kompetanse:Identity:Issuer"]) = ("Development", "");
        (await issuer.CheckAsync(issuer.Token())).ShouldBe(new TokensNotAccepted());
    }

    [Theory]
    [InlineData(-25, true)]
    [InlineData(-35, false)]
    public async Task A_token_may_have_ended_as_long_ago_as_clocks_may_differ(int seconds, bool good) =>
        (await issuer.CheckAsync(issuer.Token(("exp", InSeconds(seconds))))).ShouldBe(good ? null : new TokenExpired());

    [Theory]
    [InlineData(25, true)]
    [InlineData(35, false)]
    public async Task A_token_may_begin_as_much_later_as_clocks_may_differ(int seconds, bool good) =>
        (await issuer.CheckAsync(issuer.Token(("nbf", InSeconds(seconds))))).ShouldBe(good ? null : new TokenNotYetValid());

    [Fact]
    public async Task Only_the_algorithms_that_were_chosen_are_believed()
    {
        issuer.Settings["Kompetanse:Identity:Algorithms:0"] = "ES256";
        (await issuer.CheckAsync(issuer.Token())).ShouldBe(new TokenInvalid());
    }

    [Fact]
    public async Task A_token_that_was_checked_is_known_at_once()
    {
        var bearer = "Bearer " + issuer.Token(("employee_id", "anna"));

        var first = (await issuer.IdentifyAsync(bearer)).Caller.ShouldNotBeNull();

        first.EmployeeId.ShouldBe("anna");
        (await issuer.IdentifyAsync(bearer)).Caller.ShouldBeSameAs(first);
    }

    [Fact]
    public async Task A_token_whose_time_is_over_is_checked_again_while_clocks_may_differ()
    {
        var bearer = "Bearer " + issuer.Token(("exp", InSeconds(-10)));

        var first = (await issuer.IdentifyAsync(bearer)).Caller.ShouldNotBeNull();

        (await issuer.IdentifyAsync(bearer)).Caller.ShouldNotBeNull().ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task Roles_units_and_scopes_are_read_from_lists_and_texts()
    {
        var person = await CallerOf(("employee_id", "anna"), ("roles", new[] { "hr" }), ("represents", new[] { "a", "b" }));
        (person.IsHr, person.RepresentedUnits.Count).ShouldBe((true, 2));
        (await CallerOf(("employee_id", "anna"), ("roles", "auditor"))).IsAuditor.ShouldBeTrue();
        (await CallerOf(("scope", "tasks.check reports.read"))).Scopes.Count.ShouldBe(2);
        (await CallerOf(("scope", new[] { "tasks.check", "reports.read" }))).Scopes.Count.ShouldBe(2);

        async Task<Caller> CallerOf(params (string, object)[] claims) =>
            (await issuer.IdentifyAsync("Bearer " + issuer.Token(claims))).Caller.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData(" token")]
    [InlineData("Basic dGVzdGVyOnRlc3Rlcg==")]
    public async Task What_is_no_token_says_nothing_of_who_calls(string authorization)
    {
        (await issuer.IdentifyAsync(authorization)).ShouldBe((null, null));
        issuer.Asked.ShouldBe(0);
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task What_can_be_no_token_of_the_issuer_is_refused(string token) =>
        (await issuer.CheckAsync(token)).ShouldBe(new TokenInvalid());

    [Fact]
    public async Task Several_tokens_are_refused() =>
        (await issuer.IdentifyAsync($"Bearer {issuer.Token()}", "Bearer x")).Refusal.ShouldBe(new TokenInvalid());

    static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

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
