using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Host;
using Kompetanse.Host.Listening;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>A certificate is renewed under a running host.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly Clock clock = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_renewed_certificate_is_used_and_one_that_can_t_be_is_not()
    {
        var first = Write("first");
        var certificate = new ServerCertificate(
            Options.Create(new KompetanseOptions { Certificate = new() { Path = folder.PathOf("host.pem") } }), clock,
            NullLogger<ServerCertificate>.Instance);
        Thumbprint().ShouldBe(first);

        var second = Write("second");
        Thumbprint().ShouldBe(first);
        clock.Pass(TimeSpan.FromSeconds(10));
        Thumbprint().ShouldBe(second);

        folder.With("host.pem", "half a certif");
        clock.Pass(TimeSpan.FromSeconds(10));
        Thumbprint().ShouldBe(second);

        File.Delete(folder.PathOf("host.pem"));
        clock.Pass(TimeSpan.FromSeconds(10));
        Thumbprint().ShouldBe(second);

        var third = Write("third");
        clock.Pass(TimeSpan.FromSeconds(10));
        Thumbprint().ShouldBe(third);

        string Thumbprint() => certificate.Current.TargetCertificate.Thumbprint;
    }

    [Fact]
    public void The_authorities_between_are_sent_with_it()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var keys = ECDsa.Create();
        using var root = Authority("CN=root", keys).CreateSelfSigned(from, to);
        using var signed = Authority("CN=between", keys).Create(root, from, to, [1]);
        using var between = signed.CopyWithPrivateKey(keys);
        using var key = ECDsa.Create();
        using var host = new CertificateRequest("CN=host", key, HashAlgorithmName.SHA256).Create(between, from, to, [2]);
        folder.With("host.pem", string.Join('\n', host.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), between.ExportCertificatePem()));

        var options = new CertificateOptions { Path = folder.PathOf("host.pem") };
        CertificateFiles.Read(options).ToContext(options).IntermediateCertificates
            .Select(one => one.Thumbprint).ShouldBe([between.Thumbprint]);
    }

    static CertificateRequest Authority(string name, ECDsa keys)
    {
        var request = new CertificateRequest(name, keys, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }

    /// <summary>A certificate with its key in one file; its thumbprint.</summary>
    string Write(string name)
    {
        using var key = ECDsa.Create();
        using var made = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        folder.With("host.pem", made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return made.Thumbprint;
    }

    sealed class Clock : TimeProvider
    {
        DateTimeOffset now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Pass(TimeSpan time) => now += time;
    }
}
