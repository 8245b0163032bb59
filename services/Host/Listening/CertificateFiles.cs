using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kompetanse.Host.Listening;

/// <summary>The files of a certificate, as they were read.</summary>
internal sealed record CertificateFiles(byte[] Certificate, byte[] Key)
{
    /// <exception cref="IOException">A file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static CertificateFiles Read(CertificateOptions options) => new(
        File.ReadAllBytes(options.Path),
        options.KeyPath.Length > 0 ? File.ReadAllBytes(options.KeyPath) : []);

    /// <summary>Whether the other files say the same.</summary>
    public bool Same(CertificateFiles other) =>
        Certificate.AsSpan().SequenceEqual(other.Certificate) && Key.AsSpan().SequenceEqual(other.Key);

    /// <exception cref="CryptographicException">The files are not a certificate with its key, or the password is another.</exception>
    public SslStreamCertificateContext ToContext(CertificateOptions options)
    {
        // The host's own certificate has the key; the others are what a client needs to get from it to an authority.
        if (Path.GetExtension(options.Path).ToLowerInvariant() is ".pfx" or ".p12")
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(Certificate, options.Password);
            var host = all.FirstOrDefault(one => one.HasPrivateKey)
                ?? throw new CryptographicException("The file has no private key.");
            return SslStreamCertificateContext.Create(host, [.. all.Where(one => one != host)], offline: true);
        }

        var text = System.Text.Encoding.UTF8.GetString(Certificate);
        var key = Key.Length > 0 ? System.Text.Encoding.UTF8.GetString(Key) : text;
        var own = options.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPem(text, key, options.Password)
            : X509Certificate2.CreateFromPem(text, key);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        return SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true);
    }
}
