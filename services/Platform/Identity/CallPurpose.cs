using System.Net;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Identity;

/// <summary>What a call is for, as the caller says in the header <c>kompetanse-purpose</c>.</summary>
public static class CallPurpose
{
    /// <summary>The header: UTF-8, percent-encoded where it is not ASCII.</summary>
    public const string Header = "kompetanse-purpose";

    /// <summary>Characters in the longest purpose: a sentence or two, as people read it in their access log.</summary>
    public const int MaxLength = 200;

    private const char NotUtf8 = '\uFFFD';

    /// <summary>Reads the header; an absent one is the empty purpose.</summary>
    /// <returns>Whether it is a text that people can be shown.</returns>
    public static bool TryRead(StringValues header, out string purpose)
    {
        purpose = "";
        if (StringValues.IsNullOrEmpty(header))
        {
            return true;
        }

        if (header is not [{ } only])
        {
            return false;
        }

        // Percent-encoding alone: a plus is a plus here.
        purpose = WebUtility.UrlDecode(only.Replace("+", "%2B", StringComparison.Ordinal)).Trim();
        return purpose.Length <= MaxLength && !purpose.Any(c => char.IsControl(c) || c == NotUtf8);
    }
}
