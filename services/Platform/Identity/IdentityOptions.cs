using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Platform.Identity;

/// <summary>Whose tokens are believed, and what they are read to say. Section <c>Kompetanse:Identity</c> of the configuration.</summary>
public sealed class IdentityOptions
{
    /// <summary>The section's name; <c>Kompetanse__Identity__Issuer</c> sets a value from the environment.</summary>
    public const string Section = "Kompetanse:Identity";

    /// <summary>
    /// The issuer's URL, exactly as its tokens name it; what it publishes is read at <c>/.well-known/openid-configuration</c>
    /// under it. Default none, which only a host in development may have.
    /// </summary>
    public string Issuer { get; set; } = "";

    /// <summary>What the tokens for this host name as their audience. Must be given with an issuer.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Whether the issuer must be asked over https. Default true.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>
    /// The signatures that are believed, among RS, PS and ES with 256, 384 and 512. Default (empty) RS256, PS256 and ES256.
    /// </summary>
    public IList<string> Algorithms { get; } = [];

    /// <summary>How far the issuer's clock may be from this one. Default 30 seconds; 0 to 60 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the issuer is asked again at most, because a token names a key that is not known or because the issuer did
    /// not answer. Default 5 seconds; 1 second to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How old the issuer's keys may be before they are read again, so that a withdrawn key goes. Default 1 hour; 5 minutes
    /// to 1 day. While the issuer does not answer, the keys that are known stay in use; while it does not even refuse, calls whose
    /// tokens were not checked lately wait for it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a token that was checked is believed without checking its signature again; never past its end.
    /// Default 1 minute; 0 (check every time) to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan TokenCacheTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many checked tokens are remembered, about 1 kB each. Default 20,000; 2 to 1,000,000.</summary>
    [Range(2, 1_000_000)]
    public int TokenCacheSize { get; set; } = 20_000;

    /// <summary>The claim with the employee's id; a token that has it is a person's. Default <c>employee_id</c>.</summary>
    [Required]
    public string EmployeeIdClaim { get; set; } = "employee_id";

    /// <summary>The claim with a person's roles. Default <c>roles</c>.</summary>
    [Required]
    public string RolesClaim { get; set; } = "roles";

    /// <summary>The role of those who work with personnel for the whole agency. Default <c>hr</c>.</summary>
    [Required]
    public string HrRole { get; set; } = "hr";

    /// <summary>The role of those who check the ledger and who has read what. Default <c>auditor</c>.</summary>
    [Required]
    public string AuditorRole { get; set; } = "auditor";

    /// <summary>
    /// The claim with the ids of the units that a union representative or safety delegate speaks for. Default
    /// <c>represents</c>.
    /// </summary>
    [Required]
    public string RepresentsClaim { get; set; } = "represents";

    /// <summary>The claim with the client's id. Default <c>client_id</c>.</summary>
    [Required]
    public string ClientIdClaim { get; set; } = "client_id";

    /// <summary>The claim with the client's id in tokens without the one before. Default <c>azp</c>.</summary>
    [Required]
    public string AuthorizedPartyClaim { get; set; } = "azp";

    /// <summary>The claim with what a client was granted, as a text with spaces between or a list. Default <c>scope</c>.</summary>
    [Required]
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>
    /// Whether <c>authorization: Persona NAME</c> is believed, without any proof. Default: in development, when there is no
    /// issuer. A host outside development does not start with it.
    /// </summary>
    public bool? Personas { get; set; }
}
