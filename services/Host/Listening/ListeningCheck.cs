using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host.Listening;

/// <summary>Refuses settings that would answer the network in the clear, that can't be listened with, or that leave data behind.</summary>
internal sealed class ListeningCheck : IValidateOptions<KompetanseOptions>
{
    public ValidateOptionsResult Validate(string? name, KompetanseOptions options)
    {
        var faults = Faults(options).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(KompetanseOptions options)
    {
        if (IsOfAnEarlierVersion(options.DataDirectory))
        {
            yield return $"In {options.DataDirectory} lies ledger.db, of an earlier version, which this one can't read. Start the earlier "
                + "version to use it, or set Kompetanse__DataDirectory to a directory for this one.";
        }

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

    /// <summary>Data of a version that stored otherwise. To start empty beside it would look as if all were lost.</summary>
    private static bool IsOfAnEarlierVersion(string directory) =>
        File.Exists(Path.Combine(directory, "ledger.db")) && !File.Exists(Path.Combine(directory, "grains.db"));

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
