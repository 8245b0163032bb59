using System.Globalization;
using System.Text;

namespace Kompetanse.Platform.Grpc;

/// <summary>How a status message travels: UTF-8, where all but printable ASCII, and <c>%</c> itself, is <c>%XX</c>.</summary>
static class PercentEncoding
{
    /// <summary>Encodes. Half of a surrogate pair becomes U+FFFD.</summary>
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var encoded = new StringBuilder(text.Length * 2);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is < (byte)' ' or > (byte)'~' or (byte)'%')
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
            else
            {
                encoded.Append((char)octet);
            }
        }

        return encoded.ToString();
    }

    /// <summary>Decodes. What is not <c>%XX</c> stands as it is, and bytes that are not UTF-8 become U+FFFD: a message is never refused.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.AddRange(Encoding.UTF8.GetBytes(text[i].ToString()));
            }
        }

        return Encoding.UTF8.GetString([.. octets]);
    }
}
