using System.Net;

namespace Kompetanse.Host.Listening;

/// <summary>The address to listen on, from what the settings say.</summary>
internal static class ListenAddress
{
    /// <summary><c>loopback</c>, <c>any</c> (IPv6 and IPv4) or an IP address; null for anything else.</summary>
    public static IPAddress? Parse(string listen) => listen switch
    {
        "loopback" => IPAddress.Loopback,
        "any" => IPAddress.IPv6Any,
        _ => IPAddress.TryParse(listen, out var address) ? address : null,
    };
}
