using Kompetanse.Platform.Calls;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Sets ASP.NET Core's JwtBearer up for the issuer of <see cref="IdentityOptions"/>, and says why a token is refused. In
/// development it believes made-up callers too (<see cref="Persona"/>).
/// </summary>
sealed class BearerTokens(
    IOptions<IdentityOptions> options, IHostEnvironment environment, IDocumentRetriever documents, TokenCache known)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    private const string Prefix = "Bearer ";

    private static readonly string[] s_usualAlgorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly IdentityOptions _identity = options.Value;

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            // The key must be the one the token names, of those the issuer publishes.
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = _identity.Algorithms.Count > 0 ? _identity.Algorithms : s_usualAlgorithms,
            ValidIssuer = _identity.Issuer,
            ValidAudience = _identity.Audience,
            ClockSkew = _identity.ClockSkew,
        };
        if (_identity.Issuer.Length > 0)
        {
            options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
                $"{_identity.Issuer.TrimEnd('/')}/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(), documents, new SameIssuer(_identity.Issuer))
            {
                RefreshInterval = _identity.KeyRefreshInterval,
                AutomaticRefreshInterval = _identity.KeyLifetime,
                // Whose key the issuer has withdrawn is not believed any more.
                UseLastKnownGoodConfiguration = false,
            };
        }

        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = LookUp,
            OnTokenValidated = Identify,
            OnAuthenticationFailed = ExplainAsync,
        };
    }

    private Task LookUp(MessageReceivedContext message)
    {
        var header = message.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Persona.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            Believe(message, Uri.UnescapeDataString(header[Persona.Prefix.Length..].Trim()));
        }
        else if (TokenOf(message.Request) is { } token)
        {
            LookUp(message, token);
        }

        return Task.CompletedTask;
    }

    /// <summary>Asked for each call, whatever was checked at the start: no setting lets anybody be anybody in production.</summary>
    private void Believe(MessageReceivedContext message, string persona)
    {
        if (_identity.Personas != true || !environment.IsDevelopment())
        {
            message.Fail(new RefusedException(new PersonasNotAccepted()));
            return;
        }

        message.Principal = new CallerIdentity(Persona.Named(persona), message.Scheme.Name).ToPrincipal();
        message.Success();
    }

    private void LookUp(MessageReceivedContext message, string token)
    {
        if (_identity.Issuer.Length == 0)
        {
            message.Fail(new RefusedException(new TokensNotAccepted()));
        }
        else if (known.Find(token) is { } user)
        {
            message.Principal = user;
            message.Success();
        }
    }

    private Task Identify(TokenValidatedContext validated)
    {
        if (CallerClaims.Read(validated.Principal!.Claims, _identity) is not { } caller)
        {
            validated.Fail(new RefusedException(new TokenNamesNobody()));
            return Task.CompletedTask;
        }

        validated.Principal = new CallerIdentity(caller, validated.Scheme.Name).ToPrincipal();
        known.Add(
            TokenOf(validated.Request)!, validated.Principal, new DateTimeOffset(validated.SecurityToken.ValidTo, TimeSpan.Zero));
        return Task.CompletedTask;
    }

    private static async Task ExplainAsync(AuthenticationFailedContext failed) =>
        failed.Fail(new RefusedException(failed.Exception switch
        {
            SecurityTokenExpiredException => new TokenExpired(),
            SecurityTokenNotYetValidException => new TokenNotYetValid(),
            SecurityTokenInvalidAudienceException => new TokenNotForUs(),
            SecurityTokenMalformedException => new TokenInvalid(),
            // Without the issuer's keys nothing can be said of a token.
            _ when !await IsReachableAsync(failed) => new IssuerUnreachable(),
            SecurityTokenInvalidIssuerException => new TokenIssuerUnknown(),
            // One nobody signed, one with another's key or algorithm: whoever made it is told no more.
            _ => new TokenInvalid(),
        }));

    private static async Task<bool> IsReachableAsync(AuthenticationFailedContext failed)
    {
        try
        {
            // Once they were read this asks nobody.
            _ = await failed.Options.ConfigurationManager!.GetConfigurationAsync(failed.HttpContext.RequestAborted);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The token as JwtBearer will find it; null when there is none.</summary>
    private static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;

    /// <summary>What is published under the issuer's address must be the issuer's.</summary>
    private sealed class SameIssuer(string issuer) : IConfigurationValidator<OpenIdConnectConfiguration>
    {
        public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration) =>
            configuration.Issuer == issuer
                ? new ConfigurationValidationResult { Succeeded = true }
                : new ConfigurationValidationResult
                {
                    ErrorMessage = "The issuer publishes another name than Kompetanse__Identity__Issuer.",
                };
    }
}
