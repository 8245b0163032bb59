using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Login;

/// <summary>
/// Logs a user in who approves it in a browser, on this machine or another: the device authorization grant of OAuth 2.0
/// (RFC 8628), at the addresses the issuer publishes.
/// </summary>
internal sealed class DeviceFlow(CommandContext context, HttpClient http, Uri issuer, string client)
{
    /// <summary>RFC 8628, 3.2: between questions, when the issuer does not say.</summary>
    static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);

    /// <summary>RFC 8628, 3.5: how much longer after each <c>slow_down</c>.</summary>
    static readonly TimeSpan SlowDown = TimeSpan.FromSeconds(5);

    /// <summary>Asks the user to approve, and waits for it.</summary>
    /// <exception cref="CredentialsException">The user refused, or let the time pass; or the issuer can't do this.</exception>
    public async Task<Granted> RunAsync(string scope, string? resource, CancellationToken cancellation)
    {
        var published = await GetAsync<Published>(
            new Uri(issuer.AbsoluteUri.TrimEnd('/') + "/.well-known/openid-configuration"), cancellation);
        // What is published under one issuer's address must be that issuer's (OpenID Connect Discovery, 4.3).
        if (published.Issuer?.TrimEnd('/') != issuer.OriginalString.TrimEnd('/'))
            throw new CredentialsException(context.Texts["IssuerIsAnother", issuer]);
        var devices = Safe(published.Devices) ?? throw new CredentialsException(context.Texts["IssuerWithoutDevices", issuer]);
        var tokens = Safe(published.Tokens) ?? throw new CredentialsException(context.Texts["IssuerWithoutDevices", issuer]);

        var started = await PostAsync<Started>(devices, Fields(("scope", scope)), cancellation);
        if (started is not { DeviceCode: { } device, UserCode: { } code, Page: { } page })
            throw new CredentialsException(context.Texts["LoginRefused", started.Error ?? "invalid_response"]);
        context.Output.WriteLine(context.Texts["LoginApprove", page, code]);
        return await WaitAsync(tokens, started, Fields(
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device)), cancellation);

        Dictionary<string, string> Fields(params (string Name, string Value)[] own)
        {
            var fields = own.ToDictionary(field => field.Name, field => field.Value);
            fields["client_id"] = client;
            if (resource is not null) fields["resource"] = resource;
            return fields;
        }
    }

    async Task<Granted> WaitAsync(Uri tokens, Started started, Dictionary<string, string> fields, CancellationToken cancellation)
    {
        var interval = started.Interval is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : UsualInterval;
        var end = context.Time.GetUtcNow().AddSeconds(started.Lifetime);
        while (context.Time.GetUtcNow() + interval < end)
        {
            await Task.Delay(interval, context.Time, cancellation);
            var answer = await PostAsync<Answer>(tokens, fields, cancellation);
            switch (answer.Error)
            {
                case null when answer is { Token: { } token, Lifetime: > 0 }:
                    return new Granted(token, context.Time.GetUtcNow().AddSeconds(answer.Lifetime));
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += SlowDown;
                    break;
                case "access_denied":
                    throw new CredentialsException(context.Texts["LoginDenied"]);
                case "expired_token":
                    throw new CredentialsException(context.Texts["LoginTooLate"]);
                case var error:
                    throw new CredentialsException(context.Texts["LoginRefused", error ?? "invalid_response"]);
            }
        }

        throw new CredentialsException(context.Texts["LoginTooLate"]);
    }

    async Task<T> GetAsync<T>(Uri address, CancellationToken cancellation) where T : class =>
        await ReadAsync<T>(() => http.GetAsync(address, cancellation), cancellation);

    async Task<T> PostAsync<T>(Uri address, Dictionary<string, string> fields, CancellationToken cancellation) where T : class =>
        await ReadAsync<T>(() => http.PostAsync(address, new FormUrlEncodedContent(fields), cancellation), cancellation);

    // An error is told as JSON too, with HTTP status 400; what is not JSON is not from an issuer.
    async Task<T> ReadAsync<T>(Func<Task<HttpResponseMessage>> send, CancellationToken cancellation) where T : class
    {
        try
        {
            using var response = await send();
            return await response.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new System.Text.Json.JsonException();
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException
            || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CredentialsException(context.Texts["IssuerNotReachable", issuer]);
        }
    }

    /// <summary>Codes and tokens go to https alone, or to this machine.</summary>
    static Uri? Safe(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback) ? address : null;

    sealed record Published(
        [property: JsonPropertyName("issuer")] string? Issuer,
        [property: JsonPropertyName("device_authorization_endpoint")] Uri? Devices,
        [property: JsonPropertyName("token_endpoint")] Uri? Tokens);

    sealed record Started(
        [property: JsonPropertyName("device_code")] string? DeviceCode,
        [property: JsonPropertyName("user_code")] string? UserCode,
        [property: JsonPropertyName("verification_uri")] string? Page,
        [property: JsonPropertyName("expires_in")] double Lifetime,
        [property: JsonPropertyName("interval")] double Interval,
        [property: JsonPropertyName("error")] string? Error);

    sealed record Answer(
        [property: JsonPropertyName("access_token")] string? Token,
        [property: JsonPropertyName("expires_in")] double Lifetime,
        [property: JsonPropertyName("error")] string? Error);
}

/// <summary>What the issuer gave, and when it ends.</summary>
internal sealed record Granted(string Token, DateTimeOffset Ends);
