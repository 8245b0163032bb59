using System.Security.Cryptography;
using System.Text.Json;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Tests.Identity;

/// <summary>An issuer in memory: what it publishes, tokens it signs, and whether it answers.</summary>
sealed class FakeIssuer : IDocumentRetriever, IDisposable
{
    public const string Url = "https://login.example.no";
    public const string Audience = "kompetanse";

    private readonly List<RSA> _made = [];
    private RsaSecurityKey _key;

    public FakeIssuer(ClockOfTest time)
    {
        Time = time;
        _key = NewKey();
        Settings = new IdentityOptions { Issuer = Url, Audience = Audience };
    }

    public ClockOfTest Time { get; }

    public IdentityOptions Settings { get; }

    public bool Answers { get; set; } = true;

    /// <summary>What it calls itself.</summary>
    public string Name { get; set; } = Url;

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    internal TokenCheck Check() => new(
        new IssuerKeys(Options.Create(Settings), this, Time, NullLogger<IssuerKeys>.Instance), Options.Create(Settings), Time);

    public void RotateKeys() => _key = NewKey();

    /// <summary>A token of its, good for an hour, with claims changed.</summary>
    public string Token(params (string Name, object Value)[] claims)
    {
        var payload = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Url,
            ["aud"] = Audience,
            ["exp"] = Time.GetUtcNow().AddHours(1).ToUnixTimeSeconds(),
            ["client_id"] = "tester",
        };
        foreach (var (name, value) in claims)
        {
            payload[name] = value;
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(payload), new SigningCredentials(_key, SecurityAlgorithms.RsaSha256));
    }

    public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!Answers)
        {
            throw new IOException("The issuer is not there.");
        }

        if (address == Url + "/.well-known/openid-configuration")
        {
            return Task.FromResult(JsonSerializer.Serialize(new { issuer = Name, jwks_uri = Url + "/keys" }));
        }

        Asked++;
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.Rsa.ExportParameters(false)) { KeyId = _key.KeyId });
        return Task.FromResult(JsonSerializer.Serialize(new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig" } } }));
    }

    public void Dispose() => _made.ForEach(rsa => rsa.Dispose());

    private RsaSecurityKey NewKey()
    {
        _made.Add(RSA.Create(2048));
        return new RsaSecurityKey(_made[^1]) { KeyId = $"key-{_made.Count}" };
    }
}

/// <summary>A clock that stands until a test moves it.</summary>
sealed class ClockOfTest : TimeProvider
{
    private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public void Pass(TimeSpan time) => _now += time;
}
