using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Who the tokens that were checked lately belong to. Keeps a hash of a token and not the token, so that nobody can take
/// one from the memory of the process.
/// </summary>
/// <remarks>
/// Two halves: when the new one is full, it becomes the old one, and what was in the old one is forgotten. So there is a
/// bound, and nothing to sweep.
/// </remarks>
sealed class TokenCache(IOptions<IdentityOptions> options, TimeProvider time)
{
    /// <summary>Bytes; a token has 1 to 2 kB, and at most three bytes a character are counted with.</summary>
    private const int MostOnStack = 8 * 1024;

    private readonly int _half = options.Value.TokenCacheSize / 2;
    private readonly TimeSpan _longest = options.Value.TokenCacheTime;
    private readonly Lock _lock = new();
    private Half _new = new();
    private Half _old = new();

    /// <summary>Whose token it is; null when it is not remembered, or its time is over.</summary>
    public Caller? Find(string token)
    {
        var key = KeyOf(token);
        return (_new.TryGetValue(key, out var entry) || _old.TryGetValue(key, out entry)) && time.GetUtcNow() < entry.Until
            ? entry.Caller
            : null;
    }

    /// <summary>Remembers whose token it is.</summary>
    /// <param name="token">One that was checked.</param>
    /// <param name="caller">Whose it is.</param>
    /// <param name="end">When the token's time is over.</param>
    public void Add(string token, Caller caller, DateTimeOffset end)
    {
        var now = time.GetUtcNow();
        var until = end < now + _longest ? end : now + _longest;
        if (until <= now)
        {
            return;
        }

        lock (_lock)
        {
            if (_new.Count >= _half)
            {
                (_old, _new) = (_new, new Half());
            }

            _new[KeyOf(token)] = new Entry(caller, until);
        }
    }

    private static Key KeyOf(string token)
    {
        // As bytes it is half as long, which the hash takes half as long for.
        var longest = Encoding.UTF8.GetMaxByteCount(token.Length);
        Span<byte> bytes = longest <= MostOnStack ? stackalloc byte[longest] : new byte[longest];
        Key key = default;
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(token, bytes)], MemoryMarshal.AsBytes(new Span<Key>(ref key)));
        return key;
    }

    /// <summary>A SHA-256.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Key(ulong A, ulong B, ulong C, ulong D);

    private readonly record struct Entry(Caller Caller, DateTimeOffset Until);

    private sealed class Half : ConcurrentDictionary<Key, Entry>;
}
