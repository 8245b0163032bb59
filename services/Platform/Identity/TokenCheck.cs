using Kompetanse.Platform.Organisations;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Identity;

/// <summary>Checks that a token is the issuer's, is for us, and that it is its time.</summary>
sealed class TokenCheck(IssuerKeys issuer, IOptions<IdentityOptions> options, TimeProvider time)
{
    private static readonly string[] s_usualAlgorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly IdentityOptions _options = options.Value;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>The token, when it is good; otherwise why it is not.</summary>
    public async Task<(JsonWebToken? Token, Refusal? Refusal)> CheckAsync(string token, CancellationToken cancellationToken)
    {
        if (_options.Issuer.Length == 0)
        {
            return (null, new TokensNotAccepted());
        }

        if (Read(token) is not { Kid: { Length: > 0 } key } read)
        {
            return (null, new TokenInvalid());
        }

        try
        {
            var keys = await issuer.GetAsync(cancellationToken);
            if (!keys.Any(known => known.KeyId == key))
            {
                keys = await issuer.RefreshAsync(cancellationToken);
            }

            var result = await _handler.ValidateTokenAsync(read, Parameters(keys));
            return result.IsValid ? ((JsonWebToken)result.SecurityToken, null) : (null, Why(result.Exception));
        }
        catch (IssuerUnreachableException)
        {
            return (null, new IssuerUnreachable());
        }
    }

    /// <summary>The token taken apart, and nothing of it believed; null when it is none.</summary>
    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token);
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(ICollection<SecurityKey> keys) => new()
    {
        IssuerSigningKeys = keys,
        // The key must be the one the token names, of those the issuer publishes.
        TryAllIssuerSigningKeys = false,
        ValidAlgorithms = _options.Algorithms.Count > 0 ? _options.Algorithms : s_usualAlgorithms,
        ValidIssuer = _options.Issuer,
        ValidAudience = _options.Audience,
        // Our clock, so that it can be another in tests.
        LifetimeValidator = CheckLifetime,
    };

    private bool CheckLifetime(DateTime? from, DateTime? end, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return end is null ? throw new SecurityTokenNoExpirationException()
            : end + _options.ClockSkew <= now ? throw new SecurityTokenExpiredException()
            : from - _options.ClockSkew > now ? throw new SecurityTokenNotYetValidException()
            : true;
    }

    private static Refusal Why(Exception? exception) => exception switch
    {
        SecurityTokenExpiredException => new TokenExpired(),
        SecurityTokenNotYetValidException => new TokenNotYetValid(),
        SecurityTokenInvalidAudienceException => new TokenNotForUs(),
        SecurityTokenInvalidIssuerException => new TokenIssuerUnknown(),
        // A malformed one, one nobody signed, one with another's key or algorithm: whoever made it is told no more.
        _ => new TokenInvalid(),
    };
}
