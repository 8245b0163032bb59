using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Refuses settings that would let in whoever likes, or nobody. Whoever starts the host reads the texts.
/// </summary>
sealed class IdentityOptionsCheck(IHostEnvironment environment) : IValidateOptions<IdentityOptions>
{
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Faults(IdentityOptions options)
    {
        if (options.Personas == true && !environment.IsDevelopment())
        {
            yield return "Kompetanse__Identity__Personas lets anybody be anybody, and is for development alone: "
                + $"this host runs in {environment.EnvironmentName}. Take it away, or set ASPNETCORE_ENVIRONMENT=Development "
                + "on a machine of your own.";
        }

        if (options.Issuer.Length == 0)
        {
            if (options.Personas != true)
            {
                yield return $"Nobody could be identified: this host runs in {environment.EnvironmentName} and has no issuer of "
                    + "tokens. Set Kompetanse__Identity__Issuer and Kompetanse__Identity__Audience, or "
                    + "ASPNETCORE_ENVIRONMENT=Development to try it out with made-up persons.";
            }

            yield break;
        }

        if (!Uri.TryCreate(options.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme is not ("https" or "http"))
        {
            yield return "Kompetanse__Identity__Issuer must be a URL, such as https://login.example.no.";
        }
        else if (issuer.Scheme == Uri.UriSchemeHttp && options.RequireHttpsMetadata)
        {
            yield return "Kompetanse__Identity__Issuer must be an https URL: whoever could change what it answers could make "
                + "tokens. For an issuer on the same machine, set Kompetanse__Identity__RequireHttpsMetadata=false.";
        }

        if (options.Audience.Length == 0)
        {
            yield return "Kompetanse__Identity__Audience must be set: without it, tokens for other systems would be believed.";
        }

        foreach (var algorithm in options.Algorithms.Except(s_algorithms))
        {
            yield return $"Kompetanse__Identity__Algorithms can't have {algorithm}: choose among {string.Join(", ", s_algorithms)}.";
        }
    }
}
