using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>
/// A real issuer of tokens (oidc-provider in node, see <c>issuer/issuer.mjs</c>), on a free port of loopback. A token takes
/// it a few milliseconds.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    /// <summary>What its tokens name as their audience, unless a test asks for another.</summary>
    public const string Audience = "urn:kompetanse";

    /// <summary>The client of logins from the command line, which has no secret.</summary>
    public const string CommandClient = "kompetanse-cli";

    readonly Process process;
    readonly HttpClient http = new();

    Issuer(Process process, string url) => (this.process, Url) = (process, url);

    /// <summary>Its name, and where it publishes its keys.</summary>
    public string Url { get; }

    /// <summary>A host in production that believes this issuer.</summary>
    public HostSettings Settings => new()
    {
        { "Kompetanse__Identity__Issuer", Url },
        { "Kompetanse__Identity__Audience", Audience },
        { "Kompetanse__Identity__RequireHttpsMetadata", "false" },
        // The least there can be, so that a test that rotates keys need not wait long.
        { "Kompetanse__Identity__KeyRefreshInterval", "00:00:01" },
    };

    public static async Task<Issuer> StartAsync()
    {
        var folder = Path.Combine(NodePackages.Tests, "EndToEnd", "issuer");
        await NodePackages.InstallAsync(folder);
        // It ends with its input: also when the tests are killed. Its warnings that it is for tests alone are not shown.
        var started = Process.Start(new ProcessStartInfo("node", ["issuer.mjs"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = started.StandardError.ReadToEndAsync();
        var url = await started.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit)
            ?? throw new InvalidOperationException($"The issuer did not start:\n{await errors}");
        return new Issuer(started, url);
    }

    /// <summary>
    /// A token by the grant client_credentials, with the claims of an object such as
    /// <c>new { employee_id = "anna", roles = new[] { "hr" } }</c> or <c>new { client_id = "hr-system", scope = "directory.write" }</c>.
    /// The usual claims are those of the client <c>tester</c> without scopes; null takes one away.
    /// </summary>
    public async Task<string> TokenAsync(object claims)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url + "/token")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("tester:tester"u8)) },
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["resource"] = Audience,
                ["test_claims"] = JsonSerializer.Serialize(claims),
            }),
        };
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        using var granted = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        return granted.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>A token that no grant gives.</summary>
    /// <param name="claims">Changes to the usual claims; null takes one away.</param>
    /// <param name="key">own, other (another key under the own key's name), unknown, public (its public half as a secret) or none.</param>
    /// <param name="algorithm">RS256, PS256 or ES256.</param>
    public Task<string> SignAsync(object claims, string key = "own", string algorithm = "RS256") =>
        PostAsync("/test/sign", new { claims, key, alg = algorithm });

    /// <summary>From now on it signs with new keys, and the old ones are good for nothing.</summary>
    public Task RotateKeysAsync() => PostAsync("/test/rotate", new { });

    /// <summary>An employee enters the code of a device and approves; or, without an employee, denies.</summary>
    public Task DecideAsync(string userCode, string? employee) =>
        PostAsync("/test/device", new { user_code = userCode, employee_id = employee });

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        http.Dispose();
    }

    async Task<string> PostAsync(string path, object body)
    {
        using var response = await http.PostAsync(
            new Uri(Url + path), new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException(text);
    }
}
