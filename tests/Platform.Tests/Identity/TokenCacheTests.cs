using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class TokenCacheTests
{
    static readonly Caller Anna = new() { EmployeeId = "anna" };

    readonly ClockOfTest time = new();
    readonly IdentityOptions options = new();

    TokenCache Cache() => new(Options.Create(options), time);

    [Fact]
    public void A_token_is_remembered_for_a_minute_at_most()
    {
        var cache = Cache();
        cache.Add("token", Anna, time.GetUtcNow().AddHours(1));
        cache.Find("token").ShouldBeSameAs(Anna);
        cache.Find("Token").ShouldBeNull();
        time.Pass(TimeSpan.FromSeconds(59.9));
        cache.Find("token").ShouldBeSameAs(Anna);
        time.Pass(TimeSpan.FromSeconds(0.1));
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void A_token_is_never_remembered_past_its_end()
    {
        var cache = Cache();
        cache.Add("token", Anna, time.GetUtcNow().AddSeconds(10));
        time.Pass(TimeSpan.FromSeconds(9.9));
        cache.Find("token").ShouldBeSameAs(Anna);
        time.Pass(TimeSpan.FromSeconds(0.1));
        cache.Find("token").ShouldBeNull();

        cache.Add("token", Anna, time.GetUtcNow());
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void However_many_tokens_there_are_no_more_than_the_bound_are_remembered_and_the_newest_are()
    {
        options.TokenCacheSize = 100;
        var cache = Cache();
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"token {i}", Anna, time.GetUtcNow().AddHours(1));
        }

        var remembered = Enumerable.Range(0, 1000).Where(i => cache.Find($"token {i}") is not null).ToList();
        remembered.Count.ShouldBeInRange(50, 100);
        remembered.ShouldBe(Enumerable.Range(1000 - remembered.Count, remembered.Count));
    }

    [Fact]
    public void Nothing_is_remembered_when_tokens_are_to_be_checked_every_time()
    {
        options.TokenCacheTime = TimeSpan.Zero;
        var cache = Cache();
        cache.Add("token", Anna, time.GetUtcNow().AddHours(1));
        cache.Find("token").ShouldBeNull();
    }
}
