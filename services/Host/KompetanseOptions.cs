using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Host;

/// <summary>Where a host keeps its data and listens. Section <c>Kompetanse</c> of the configuration.</summary>
public sealed class KompetanseOptions
{
    /// <summary>The section's name; <c>Kompetanse__DataDirectory</c> sets a value from the environment.</summary>
    public const string Section = "Kompetanse";

    /// <summary>The directory of the embedded storage, when that is what grains are stored with. Made when it is not there. Default <c>data</c>, in the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The agency's id in the ledger. Default <c>agency</c>.</summary>
    [Required]
    public string Organisation { get; set; } = "agency";

    /// <summary>The port of gRPC (HTTP/2). Default 5080; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 5080;

    /// <summary>The port of pages and of what asks for health by HTTP (HTTP/1.1; HTTP/2 as well with TLS). Default 5081; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int WebPort { get; set; } = 5081;

    /// <summary>Who is answered: <c>loopback</c> (this machine alone), <c>any</c>, or the IP address to listen on. Default <c>loopback</c>.</summary>
    [Required]
    public string Listen { get; set; } = "loopback";

    /// <summary>
    /// Whether others than this machine may be answered without TLS, where something else encrypts, such as a sidecar.
    /// Default false: the host does not start so.
    /// </summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>What to encrypt with. Default nothing.</summary>
    public CertificateOptions Certificate { get; set; } = new();
}

/// <summary>The host's certificate for TLS, read from files and read again when they change.</summary>
public sealed class CertificateOptions
{
    /// <summary>
    /// A PEM file, with those of the authorities between after the host's own, or a PKCS #12 file (<c>.pfx</c>,
    /// <c>.p12</c>). Default none: no TLS.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>The PEM file with the private key, when it is not in the file of the certificate.</summary>
    public string KeyPath { get; set; } = "";

    /// <summary>What the private key is encrypted with; empty when it is not.</summary>
    public string Password { get; set; } = "";
}
