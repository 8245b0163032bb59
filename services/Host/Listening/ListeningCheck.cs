using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host.Listening;

/// <summary>Refuses settings that would answer the network in the clear, or that can't be listened with.</summary>
internal sealed class ListeningCheck : IValidateOptions<KompetanseOptions>
{
    public ValidateOptionsResult Validate(string? name, KompetanseOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(KompetanseOptions options)
    {
        var encrypted = options.Certificate.Path.Length > 0;
        if (encrypted && CertificateFault(options.Certificate) is { } fault)
        {
            yield return $"The certificate of Kompetanse__Certificate__Path can't be used: {fault}";
        }

        if (ListenAddress.Parse(options.Listen) is not { } address)
        {
            yield return "Kompetanse__Listen must be loopback, any, or an IP address.";
        }
        else if (!encrypted && !options.AllowUnencrypted && !IPAddress.IsLoopback(address))
        {
            yield return "Without TLS this host answers its own machine alone, since tokens and personal data would be sent in "
                + "the clear. Set Kompetanse__Certificate__Path, or Kompetanse__Listen=loopback; or, where something else "
                + "encrypts, such as a sidecar, Kompetanse__AllowUnencrypted=true.";
        }
    }

    private static string? CertificateFault(CertificateOptions options)
    {
        try
        {
            _ = CertificateFiles.Read(options).ToContext(options);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return exception.Message;
        }
    }
}
