using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Who the tokens that were checked lately belong to, so that not every call costs a signature. Keeps a hash of a token and
/// not the token, so that nobody can take one from the memory of the process.
/// </summary>
sealed class TokenCache(IOptions<IdentityOptions> options, TimeProvider time) : IDisposable
{
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = options.Value.TokenCacheSize });

    /// <summary>Whose token it is; null when it is not remembered, or its time is over.</summary>
    public ClaimsPrincipal? Find(string token) =>
        _known.Get<Known>(KeyOf(token)) is { } known && time.GetUtcNow() < known.Until ? known.User : null;

    /// <summary>Remembers whose token it is.</summary>
    /// <param name="token">One that was checked.</param>
    /// <param name="user">Whose it is.</param>
    /// <param name="end">When the token's time is over.</param>
    public void Add(string token, ClaimsPrincipal user, DateTimeOffset end)
    {
        var now = time.GetUtcNow();
        var until = end < now + options.Value.TokenCacheTime ? end : now + options.Value.TokenCacheTime;
        if (until > now)
        {
            _known.Set(
                KeyOf(token), new Known(user, until), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = until - now, Size = 1 });
        }
    }

    public void Dispose() => _known.Dispose();

    private sealed record Known(ClaimsPrincipal User, DateTimeOffset Until);

    private static UInt128 KeyOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        // Half of it: two tokens that share 128 bits can't be found.
        return BitConverter.ToUInt128(hash);
    }
}
