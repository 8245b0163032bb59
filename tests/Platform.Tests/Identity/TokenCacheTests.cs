using System.Security.Claims;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Identity;

public sealed class TokenCacheTests
{
    static readonly ClaimsPrincipal Anna = new CallerIdentity(new Caller { EmployeeId = "anna" }, "test").ToPrincipal();

    readonly IdentityOptions options = new();

    [Fact]
    public void A_token_is_remembered_and_no_other()
    {
        using var cache = Cache();
        cache.Add("token", Anna, DateTimeOffset.UtcNow.AddHours(1));

        cache.Find("token").ShouldBeSameAs(Anna);
        cache.Find("Token").ShouldBeNull();
    }

    [Fact]
    public void A_token_whose_time_is_over_is_not_remembered()
    {
        using var cache = Cache();
        cache.Add("token", Anna, DateTimeOffset.UtcNow);
        cache.Find("token").ShouldBeNull();
    }

    [Fact]
    public void However_many_tokens_there_are_no_more_than_the_bound_are_remembered()
    {
        options.TokenCacheSize = 100;
        using var cache = Cache();
        for (var i = 0; i < 1000; i++)
        {
            cache.Add($"token {i}", Anna, DateTimeOffset.UtcNow.AddHours(1));
        }

        Enumerable.Range(0, 1000).Count(i => cache.Find($"token {i}") is not null).ShouldBeInRange(1, 100);
    }

    [Fact]
    public void Nothing_is_remembered_when_tokens_are_to_be_checked_every_time()
    {
        options.TokenCacheTime = TimeSpan.Zero;
        using var cache = Cache();
        cache.Add("token", Anna, DateTimeOffset.UtcNow.AddHours(1));
        cache.Find("token").ShouldBeNull();
    }

    TokenCache Cache() => new(Options.Create(options), TimeProvider.System);
}
