using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Grpc;

/// <summary>Metadata as HTTP headers carry it.</summary>
static class MetadataHeaders
{
    private const string InvalidBase64 = "A binary metadata value is not base64.";

    /// <summary>Whether a name is the protocol's or HTTP's own, and so not metadata.</summary>
    public static bool IsReserved(string key) =>
        key.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith(':')
        || key.ToLowerInvariant() is "content-type" or "content-length" or "te" or "host" or "connection" or "upgrade"
            or "transfer-encoding" or "trailer" or "accept-encoding" or "date";

    /// <summary>The metadata among the headers of a request or reply.</summary>
    /// <exception cref="RpcException">INTERNAL: a <c>-bin</c> value is not base64.</exception>
    public static Metadata Read(IEnumerable<KeyValuePair<string, StringValues>> headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (IsReserved(name))
            {
                continue;
            }

            var key = name.ToLowerInvariant();
            foreach (var value in values)
            {
                Read(metadata, key, value ?? "");
            }
        }

        return metadata;
    }

    /// <summary>Puts metadata among the headers of a request or reply.</summary>
    public static void Write(Metadata metadata, IHeaderDictionary headers)
    {
        foreach (var entry in metadata)
        {
            headers.Append(entry.Key, Format(entry));
        }
    }

    /// <summary>The value of an entry as a header.</summary>
    public static string Format(MetadataEntry entry) => entry.Text ?? ToBase64(entry.Bytes.Span);

    /// <summary>Whether there is binary metadata, which may be malformed. In HTTP/2 names are lower-case.</summary>
    public static bool HasBinary(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (name.EndsWith(MetadataEntry.BinarySuffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Base64 without padding, as the protocol asks of senders.</summary>
    public static string ToBase64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Base64 with or without padding, as the protocol asks of receivers.</summary>
    /// <exception cref="RpcException">INTERNAL: it is not base64.</exception>
    public static byte[] FromBase64(ReadOnlySpan<char> text)
    {
        text = text.Trim(' ').TrimEnd('=');
        var bytes = new byte[text.Length * 3 / 4];
        var padded = string.Concat(text, "===".AsSpan(0, (4 - text.Length % 4) % 4));
        return text.Length % 4 != 1 && Convert.TryFromBase64String(padded, bytes, out var written) && written == bytes.Length
            ? bytes
            : throw new RpcException(StatusCode.Internal, InvalidBase64);
    }

    private static void Read(Metadata metadata, string key, string value)
    {
        if (!key.EndsWith(MetadataEntry.BinarySuffix, StringComparison.Ordinal))
        {
            metadata.AddReceived(new MetadataEntry(key, value, default));
            return;
        }

        // An intermediary may have joined values that were sent apart; a comma is not base64, so it tells them apart.
        foreach (var part in value.AsSpan().Split(','))
        {
            metadata.AddReceived(new MetadataEntry(key, null, FromBase64(value.AsSpan()[part])));
        }
    }
}
