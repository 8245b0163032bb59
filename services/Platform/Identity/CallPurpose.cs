using System.Net;
using Kompetanse.Protos;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Identity;

/// <summary>What a call is for, as the caller says in the header <see cref="PurposeHeader.Name"/>.</summary>
static class CallPurpose
{
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
        return purpose.Length <= PurposeHeader.MaxLength && !purpose.Any(c => char.IsControl(c) || c == NotUtf8);
    }
}
