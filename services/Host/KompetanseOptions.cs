using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Host;

/// <summary>Where a host keeps its data and listens. Section <c>Kompetanse</c> of the configuration.</summary>
public sealed class KompetanseOptions
{
    /// <summary>The section's name; <c>Kompetanse__DataDirectory</c> sets a value from the environment.</summary>
    public const string Section = "Kompetanse";

    /// <summary>The directory of the embedded ledger. Made when it is not there. Default <c>data</c>, in the working directory.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>The agency's id in the ledger. Default <c>agency</c>.</summary>
    [Required]
    public string Organisation { get; set; } = "agency";

    /// <summary>The port of gRPC (HTTP/2 without TLS, on loopback alone). Default 5080; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 5080;
}
