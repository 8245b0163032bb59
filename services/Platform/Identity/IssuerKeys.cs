using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Identity;

/// <summary>The keys the issuer signs with, as it publishes them by OpenID Connect discovery.</summary>
/// <remarks>
/// The library's own ConfigurationManager reads new keys in the background, so that the first call after a rotation would
/// be refused. Here that call waits for them.
/// </remarks>
sealed partial class IssuerKeys(
    IOptions<IdentityOptions> options, IDocumentRetriever documents, TimeProvider time, ILogger<IssuerKeys> logger)
{
    private readonly IdentityOptions _options = options.Value;
    private readonly Lock _lock = new();
    private Known? _known;
    private Task<ICollection<SecurityKey>>? _reading;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>The keys that are known; the issuer is asked the first time.</summary>
    /// <exception cref="IssuerUnreachableException">It does not answer.</exception>
    public async ValueTask<ICollection<SecurityKey>> GetAsync(CancellationToken cancellationToken)
    {
        if (_known is not { } known)
        {
            return await ReadAgain().WaitAsync(cancellationToken);
        }

        if (time.GetUtcNow() - known.At > _options.KeyLifetime)
        {
            _ = ReadAgain();
        }

        return known.Keys;
    }

    /// <summary>The keys that the issuer has now, because a token names one that is not known.</summary>
    /// <exception cref="IssuerUnreachableException">It does not answer.</exception>
    public Task<ICollection<SecurityKey>> RefreshAsync(CancellationToken cancellationToken) =>
        ReadAgain().WaitAsync(cancellationToken);

    /// <summary>One reading for all who wait, and what it gave for a while after: whoever sends made-up keys asks in vain.</summary>
    private Task<ICollection<SecurityKey>> ReadAgain()
    {
        lock (_lock)
        {
            var recent = _reading is { IsCompleted: false } || time.GetUtcNow() - _askedAt < _options.KeyRefreshInterval;
            if (_reading is { } reading && recent)
            {
                return reading;
            }

            _askedAt = time.GetUtcNow();
            // On a thread of its own: nothing is waited for inside the lock.
            return _reading = Task.Run(ReadAsync);
        }
    }

    private async Task<ICollection<SecurityKey>> ReadAsync()
    {
        try
        {
            var published = await OpenIdConnectConfigurationRetriever.GetAsync(
                $"{_options.Issuer.TrimEnd('/')}/.well-known/openid-configuration", documents, CancellationToken.None);
            if (published.Issuer != _options.Issuer)
            {
                throw new InvalidOperationException("The issuer publishes another name than Kompetanse__Identity__Issuer.");
            }

            _known = new Known(published.SigningKeys, time.GetUtcNow());
            Log.KeysRead(logger, published.SigningKeys.Count);
            return published.SigningKeys;
        }
        catch (Exception exception)
        {
            Log.Unreachable(logger, exception);
            throw new IssuerUnreachableException(exception);
        }
    }

    private sealed record Known(ICollection<SecurityKey> Keys, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Read {Count} keys of the issuer of tokens.", EventName = "KeysRead")]
        public static partial void KeysRead(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Error, "The issuer of tokens does not tell its keys.", EventName = "IssuerUnreachable")]
        public static partial void Unreachable(ILogger logger, Exception exception);
    }
}

/// <summary>The issuer's keys can't be read now.</summary>
sealed class IssuerUnreachableException(Exception cause) : Exception("The issuer's keys can't be read.", cause);
