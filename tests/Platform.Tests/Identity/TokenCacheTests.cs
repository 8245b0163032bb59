using System.Security.Claims;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Tests.Organisations;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class TokenCacheTests
{
    static readonly ClaimsPrincipal Anna = new CallerIdentity(new Caller { EmployeeId = "anna" }, "test").ToPrincipal();

    readonly IdentityOptions options = new();
    readonly FakeTime time = new(DateTimeOffset.Parse("2026-03-02T08:00:00Z"));

    [Fact]
    public void A_token_is_remembered_and_no_other()
    {
        using var cache = Cache();
        cache.Add("token", Anna, time.Now.AddHours(1));

        cache.Find("token").ShouldBeSameAs(Anna);
        cache.Find("Token").ShouldBeNull();
    }

    [Fact]
    public void A_token_is_remembered_for_a_minute_at_most()
    {
        using var cache = Cache();
        cache.Add("token", Anna, time.Now.AddHours(1));
        time.Now += TimeSpan.FromSeconds(59.9);
        cache.Find("token").ShouldBeSameAs(Anna);
        time.Now += TimeSpan.FromSeconds(0.1);
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void A_token_is_never_remembered_past_its_end()
    {
        using var cache = Cache();
        cache.Add("token", Anna, time.Now.AddSeconds(10));
        time.Now += TimeSpan.FromSeconds(9.9);
        cache.Find("token").ShouldBeSameAs(Anna);
        time.Now += TimeSpan.FromSeconds(0.1);
        cache.Find("token").ShouldBeNull();

        cache.Add("token", Anna, time.Now);
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void However_many_tokens_there_are_no_more_than_the_bound_are_remembered()
    {
        options.TokenCacheSize = 100;
        using var cache = Cache();
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"token {i}", Anna, time.Now.AddHours(1));
        }

        Enumerable.Range(0, 1000).Count(i => cache.Find($"token {i}") is not null).ShouldBeInRange(1, 100);
    }

    [Fact]
    public void Nothing_is_remembered_when_tokens_are_to_be_checked_every_time()
    {
        options.TokenCacheTime = TimeSpan.Zero;
        using var cache = Cache();
        cache.Add("token", Anna, time.Now.AddHours(1));
        cache.Find("token").ShouldBeNull();
    }

    TokenCache Cache() => new(Options.Create(options), time);
}
