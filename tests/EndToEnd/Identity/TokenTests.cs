using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Kompetanse.EndToEnd.Processes;
using Grpc.Health.V1;
using Kompetanse.Testing;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>Tokens of a real issuer, and what is no token of it, against a host in production.</summary>
public sealed class TokenTests(IssuedHost issued) : IClassFixture<IssuedHost>
{
    [Fact]
    public async Task A_person_s_token_is_accepted()
    {
        using var client = issued.Call(await issued.Issuer.TokenAsync(new { employee_id = "anna" }));
        await client.CompetencesAsync();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_token_signed_with_any_of_the_usual_algorithms_is_accepted(string algorithm)
    {
        using var client = issued.Call(await issued.Issuer.SignAsync(new { }, algorithm: algorithm));
        await client.CompetencesAsync();
    }

    [Fact]
    public async Task The_ledger_names_the_token_s_client_as_who_acted()
    {
        using var client = issued.Call(
            await issued.Issuer.TokenAsync(new { client_id = "hr-system", scope = "directory.read directory.write" }));
        await client.CreateEmployeeAsync("berit", "berit");

        await using var ledger = new LedgerInFolder(issued.DataDirectory);
        var entries = await ledger.ReadAsync("agency", 0, CancellationToken.None).ToListAsync();
        entries.Single(stored => stored.Entry.RequestId == "berit").Entry.Actor.ShouldBe("client:hr-system");
    }

    public static TheoryData<string, string, string, string> Hostile => new()
    {
        { "none", "CREDENTIALS_MISSING", "Du må være innlogget. Logg inn med «kompetanse login», eller send et token.", "You must be logged in. Log in with “kompetanse login”, or send a token." },
        { "expired", "TOKEN_EXPIRED", "Innloggingen er utløpt. Logg inn på nytt.", "The login has expired. Log in again." },
        { "not yet valid", "TOKEN_NOT_YET_VALID", "Innloggingen gjelder ikke ennå. Kontroller klokken på maskinen som logget inn.", "The login is not valid yet. Check the clock of the machine that logged in." },
        { "wrong audience", "TOKEN_NOT_FOR_US", "Innloggingen gjelder et annet system.", "The login is for another system." },
        { "no audience", "TOKEN_NOT_FOR_US", "Innloggingen gjelder et annet system.", "The login is for another system." },
        { "wrong issuer", "TOKEN_ISSUER_UNKNOWN", "Innloggingen er fra en annen innloggingstjeneste enn den som brukes her.", "The login is from another login service than the one used here." },
        { "nobody", "TOKEN_NAMES_NOBODY", "Innloggingen sier ikke hvilken medarbeider eller klient den gjelder.", "The login does not say which employee or client it is for." },
        { "no expiry", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "algorithm none", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "public key as secret", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "unknown key", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "another's key", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "tampered with", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
        { "rubbish", "TOKEN_INVALID", "Innloggingen er ikke gyldig. Logg inn på nytt.", "The login is not valid. Log in again." },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_not_a_good_token_is_refused_with_its_reason(string kind, string reason, string bokmål, string english)
    {
        var token = await TokenOfAsync(kind);
        (await RefusalAsync(token, "nb")).ShouldBe((StatusCode.Unauthenticated, reason, bokmål));
        (await RefusalAsync(token, "en-GB, nb;q=0.5")).ShouldBe((StatusCode.Unauthenticated, reason, english));
    }

    [Theory]
    [InlineData("Basic dGVzdGVyOnRlc3Rlcg==", "CREDENTIALS_UNSUPPORTED", "Innloggingen er av et slag som ikke brukes her. Send ett token, som «Bearer …».")]
    [InlineData("Bearer", "CREDENTIALS_UNSUPPORTED", "Innloggingen er av et slag som ikke brukes her. Send ett token, som «Bearer …».")]
    [InlineData("Persona operator", "PERSONAS_NOT_ACCEPTED", "Utviklingspersoner godtas bare av en vert i utvikling. Logg inn med «kompetanse login», eller send et token.")]
    public async Task What_is_not_a_token_at_all_is_refused(string authorization, string reason, string text)
    {
        using var client = new Client(issued.Host, authorization);
        var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
        (refused.StatusCode, ReasonOf(refused), refused.Status.Detail).ShouldBe((StatusCode.Unauthenticated, reason, text));
    }

    [Fact]
    public async Task Anybody_may_ask_for_health()
    {
        using var nobody = issued.Call("");
        (await nobody.HealthAsync()).Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        using var hostile = issued.Call("rubbish");
        (await hostile.HealthAsync()).Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Fact]
    public async Task Clocks_may_differ_by_half_a_minute()
    {
        foreach (var claims in new object[] { new { exp = InSeconds(-20) }, new { nbf = InSeconds(20) } })
        {
            using var client = issued.Call(await issued.Issuer.SignAsync(claims));
            await client.CompetencesAsync();
        }
    }

    [Fact]
    public async Task A_token_that_was_accepted_is_refused_once_its_time_is_over()
    {
        // Three seconds before the clocks may differ no more.
        using var client = issued.Call(await issued.Issuer.SignAsync(new { exp = InSeconds(-27) }));
        await client.CompetencesAsync();
        var start = Stopwatch.GetTimestamp();
        await Patience.UntilAsync(async () => await ReasonAsync(client) is "TOKEN_EXPIRED");
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task New_keys_are_picked_up_and_old_ones_are_worth_nothing_without_a_restart()
    {
        var old = await issued.Issuer.SignAsync(new { jti = "never seen" });
        using (var before = issued.Call(await issued.Issuer.TokenAsync(new { employee_id = "anna" }))) await before.CompetencesAsync();
        await issued.Issuer.RotateKeysAsync();

        using var after = issued.Call(await issued.Issuer.TokenAsync(new { employee_id = "anna" }));
        await Patience.UntilAsync(async () => await ReasonAsync(after) is "");
        (await RefusalAsync(old, "nb")).Reason.ShouldBe("TOKEN_INVALID");
    }

    [Fact]
    public async Task While_the_issuer_is_not_there_calls_are_to_be_tried_again()
    {
        using var data = new TemporaryFolder();
        string token;
        HostSettings settings;
        await using (var lost = await Issuer.StartAsync())
        {
            token = await lost.TokenAsync(new { employee_id = "anna" });
            settings = lost.Settings;
        }

        await using var host = await RunningHost.StartAsync(data.Path, settings);

        using var client = new Client(host, $"Bearer {token}");
        var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
        (refused.StatusCode, ReasonOf(refused), refused.Status.Detail).ShouldBe((
            StatusCode.Unavailable, "ISSUER_UNREACHABLE",
            "Innloggingstjenesten svarer ikke, så innloggingen kan ikke kontrolleres nå. Prøv igjen."));
    }

    [Fact]
    public async Task Neither_tokens_nor_who_they_name_are_logged()
    {
        var good = await issued.Issuer.TokenAsync(new { employee_id = "hemmelig-person" });
        using (var client = issued.Call(good)) await client.CompetencesAsync();
        var expired = await issued.Issuer.SignAsync(new { employee_id = "hemmelig-person", exp = InSeconds(-300) });
        await RefusalAsync(expired, "nb");

        var log = await issued.Host.ReadUntilAsync("was refused: TOKEN_EXPIRED");
        foreach (var secret in new[] { "hemmelig-person", good.Split('.')[1], good.Split('.')[2], expired.Split('.')[1] })
            log.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Oppf%C3%B8lging%20av%20medarbeider")]
    [InlineData("100 % stilling")]
    public async Task A_purpose_may_be_any_text(string purpose)
    {
        using var client = issued.Call(await issued.Issuer.TokenAsync(new { employee_id = "anna" }));
        client.Headers.Add("kompetanse-purpose", purpose);
        await client.CompetencesAsync();
    }

    [Theory]
    [InlineData("linje%0Alinje")]
    [InlineData("%FF%FE")]
    [InlineData("")]
    public async Task A_purpose_that_is_too_long_or_no_text_is_refused(string purpose)
    {
        using var client = issued.Call(await issued.Issuer.TokenAsync(new { employee_id = "anna" }));
        client.Headers.Add("kompetanse-purpose", purpose.Length > 0 ? purpose : new string('a', 201));
        var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
        (refused.StatusCode, ReasonOf(refused), refused.Status.Detail).ShouldBe((
            StatusCode.InvalidArgument, "PURPOSE_INVALID", "Formålet skal være en tekst på høyst 200 tegn på én linje."));
    }

    async Task<string> TokenOfAsync(string kind) => kind switch
    {
        "none" => "",
        "expired" => await issued.Issuer.SignAsync(new { exp = InSeconds(-90) }),
        "not yet valid" => await issued.Issuer.SignAsync(new { nbf = InSeconds(90) }),
        "wrong audience" => await issued.Issuer.SignAsync(new { aud = "urn:another" }),
        "no audience" => await issued.Issuer.SignAsync(new { aud = (string?)null }),
        "wrong issuer" => await issued.Issuer.SignAsync(new { iss = "https://login.example.no" }),
        "nobody" => await issued.Issuer.TokenAsync(new { client_id = (string?)null }),
        "no expiry" => await issued.Issuer.SignAsync(new { exp = (long?)null }),
        "algorithm none" => await issued.Issuer.SignAsync(new { }, key: "none"),
        "public key as secret" => await issued.Issuer.SignAsync(new { }, key: "public"),
        "unknown key" => await issued.Issuer.SignAsync(new { }, key: "unknown"),
        "another's key" => await issued.Issuer.SignAsync(new { }, key: "other"),
        "tampered with" => Tamper(
            await issued.Issuer.TokenAsync(new { employee_id = "anna" }), await issued.Issuer.TokenAsync(new { employee_id = "bo" })),
        _ => kind,
    };

    /// <summary>One token with what another says.</summary>
    static string Tamper(string token, string other)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{other.Split('.')[1]}.{parts[2]}";
    }

    static long InSeconds(int seconds) => DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeSeconds();

    async Task<(StatusCode Code, string Reason, string Text)> RefusalAsync(string token, string language)
    {
        using var client = issued.Call(token);
        client.Headers.Add("accept-language", language);
        var refused = await Should.ThrowAsync<RpcException>(client.CompetencesAsync);
        Detail<ErrorInfo>(refused).Domain.ShouldBe("kompetanse");
        Detail<LocalizedMessage>(refused).Message.ShouldBe(refused.Status.Detail);
        return (refused.StatusCode, ReasonOf(refused), refused.Status.Detail);
    }

    /// <summary>Why a call is refused; empty when it is not.</summary>
    static async Task<string> ReasonAsync(Client client)
    {
        try
        {
            await client.CompetencesAsync();
            return "";
        }
        catch (RpcException refused)
        {
            return ReasonOf(refused);
        }
    }

    static string ReasonOf(RpcException refused) => Detail<ErrorInfo>(refused).Reason;

    static T Detail<T>(RpcException refused)
        where T : class, Google.Protobuf.IMessage<T>, new() => (refused.GetRpcStatus()?.GetDetail<T>()).ShouldNotBeNull();
}
