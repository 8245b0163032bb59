using System.Security.Cryptography;
using System.Text.Json;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Tests.Identity;

/// <summary>An issuer in memory: what it publishes, tokens it signs, and whether it answers; and ASP.NET Core set up for it.</summary>
sealed class FakeIssuer : IDocumentRetriever, IDisposable
{
    public const string Url = "https://login.example.no";
    public const string Audience = "kompetanse";

    private readonly List<RSA> _made = [];
    private RsaSecurityKey _key;
    private ServiceProvider? _services;

    public FakeIssuer() => _key = NewKey();

    /// <summary>Settings beside issuer and audience, as the configuration has them.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["Kompetanse:Identity:Issuer"] = Url,
        ["Kompetanse:Identity:Audience"] = Audience,
        ["Kompetanse:Identity:KeyRefreshInterval"] = "00:00:01",
    };

    public string Environment { get; set; } = "Production";

    public bool Answers { get; set; } = true;

    /// <summary>What it calls itself.</summary>
    public string Name { get; set; } = Url;

    /// <summary>How often its keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Who a request with this header is from, or why that is not known.</summary>
    public async Task<(Caller? Caller, Refusal? Refusal)> IdentifyAsync(params string[] authorization)
    {
        _services ??= Services();
        await using var scope = _services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Headers.Authorization = authorization;
        var result = await http.AuthenticateAsync();
        return (result.Principal?.Caller(), (result.Failure as RefusedException)?.Refusals[0]);
    }

    /// <summary>Why a token is refused; null when it is not.</summary>
    public async Task<Refusal?> CheckAsync(string token) => (await IdentifyAsync("Bearer " + token)).Refusal;

    public void RotateKeys() => _key = NewKey();

    /// <summary>A token of its, good for an hour, with claims changed.</summary>
    public string Token(params (string Name, object Value)[] claims)
    {
        var payload = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Url,
            ["aud"] = Audience,
            ["exp"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds(),
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

    public void Dispose()
    {
        _services?.Dispose();
        _made.ForEach(rsa => rsa.Dispose());
    }

    private ServiceProvider Services() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
        .AddSingleton<IHostEnvironment>(new EnvironmentOfTest { EnvironmentName = Environment })
        .AddSingleton<IDocumentRetriever>(this)
        .AddIdentity()
        .BuildServiceProvider();

    private RsaSecurityKey NewKey()
    {
        _made.Add(RSA.Create(2048));
        return new RsaSecurityKey(_made[^1]) { KeyId = $"key-{_made.Count}" };
    }

    private sealed class EnvironmentOfTest : IHostEnvironment
    {
        public required string EnvironmentName { get; set; }

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
