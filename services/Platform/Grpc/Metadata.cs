using System.Buffers;
using System.Collections;

namespace Kompetanse.Platform.Grpc;

/// <summary>
/// Names with values beside the messages of a call, before them (headers) or after them (trailers). A name may have
/// several values, kept in order. A name that ends with <c>-bin</c> has bytes as value, every other has ASCII text.
/// </summary>
public sealed class Metadata : IEnumerable<MetadataEntry>
{
    private static readonly SearchValues<char> s_keyCharacters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz_.-");

    private readonly List<MetadataEntry> _entries = [];

    /// <summary>How many values there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds text.</summary>
    /// <param name="key">Letters, digits, <c>_ . -</c>; made lower-case. Not <c>grpc-…</c> and not ending with <c>-bin</c>.</param>
    /// <param name="value">Printable ASCII, space to <c>~</c>.</param>
    /// <exception cref="ArgumentException">The key or the value cannot be sent.</exception>
    public void Add(string key, string value)
    {
        key = CheckedKey(key, binary: false);
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"The value of '{key}' is not printable ASCII; send bytes under '{key}-bin'.", nameof(value));
        }

        _entries.Add(new MetadataEntry(key, value, default));
    }

    /// <summary>Adds bytes.</summary>
    /// <param name="key">Letters, digits, <c>_ . -</c>; made lower-case. Ends with <c>-bin</c>, and is not <c>grpc-…</c>.</param>
    /// <param name="value">Anything.</param>
    /// <exception cref="ArgumentException">The key cannot be sent.</exception>
    public void Add(string key, ReadOnlyMemory<byte> value) =>
        _entries.Add(new MetadataEntry(CheckedKey(key, binary: true), null, value));

    /// <summary>The first text under a name; null when there is none.</summary>
    public string? GetText(string key) => _entries.Find(entry => entry.Has(key)).Text;

    /// <summary>Every text under a name, in order.</summary>
    public IEnumerable<string> GetTexts(string key) => _entries.Where(entry => entry.Has(key)).Select(entry => entry.Text!);

    /// <summary>The first bytes under a name that ends with <c>-bin</c>; null when there are none.</summary>
    public ReadOnlyMemory<byte>? GetBytes(string key)
    {
        var index = _entries.FindIndex(entry => entry.Has(key));
        return index < 0 ? null : _entries[index].Bytes;
    }

    /// <summary>All bytes under a name that ends with <c>-bin</c>, in order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> GetAllBytes(string key) =>
        _entries.Where(entry => entry.Has(key)).Select(entry => entry.Bytes);

    /// <inheritdoc/>
    public IEnumerator<MetadataEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds what the peer sent, which is read more leniently than what we send.</summary>
    internal void AddReceived(MetadataEntry entry) => _entries.Add(entry);

    private static string CheckedKey(string key, bool binary)
    {
        key = key.ToLowerInvariant();
        if (key.Length == 0 || key.AsSpan().ContainsAnyExcept(s_keyCharacters))
        {
            throw new ArgumentException($"'{key}' is not a metadata key: letters, digits, '_', '.' and '-'.", nameof(key));
        }

        if (MetadataHeaders.IsReserved(key))
        {
            throw new ArgumentException($"'{key}' belongs to the protocol.", nameof(key));
        }

        return key.EndsWith(MetadataEntry.BinarySuffix, StringComparison.Ordinal) == binary
            ? key
            : throw new ArgumentException($"'{key}' must {(binary ? "" : "not ")}end with -bin.", nameof(key));
    }
}

/// <summary>One value under a name.</summary>
/// <param name="Key">Lower-case.</param>
/// <param name="Text">Null when the value is bytes.</param>
/// <param name="Bytes">Empty when the value is text.</param>
public readonly record struct MetadataEntry(string Key, string? Text, ReadOnlyMemory<byte> Bytes)
{
    internal const string BinarySuffix = "-bin";

    /// <summary>Whether the value is bytes.</summary>
    public bool IsBinary => Text is null;

    internal bool Has(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
}
