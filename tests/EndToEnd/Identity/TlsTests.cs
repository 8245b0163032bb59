using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>Both ports with a certificate that the test makes.</summary>
public sealed class TlsTests : IDisposable
{
    readonly TemporaryFolder data = new();

    public void Dispose() => data.Dispose();

    [Theory]
    [InlineData("pem")]
    [InlineData("encrypted pem")]
    [InlineData("pfx")]
    public async Task Calls_and_pages_are_encrypted_with_the_host_s_certificate(string kind)
    {
        using var made = Certificate();
        await using var host = await RunningHost.StartAsync(data.Path, Settings(made, kind));
        host.Address.ShouldStartWith("https://127.0.0.1:");
        host.WebAddress.ShouldStartWith("https://127.0.0.1:");

        using var client = new Client(host, handler: Trusting(made));
        await client.CreateEmployeeAsync("anna", "anna");
        (await client.EmployeesAsync()).ShouldBe(["anna"]);

        using var http = new HttpClient(Trusting(made)) { DefaultRequestVersion = HttpVersion.Version20 };
        using var ready = await http.GetAsync(new Uri(host.WebAddress + "/health/ready"));
        (ready.StatusCode, ready.Version).ShouldBe((HttpStatusCode.OK, HttpVersion.Version20));
    }

    [Fact]
    public async Task A_client_that_does_not_know_the_certificate_does_not_call()
    {
        using var made = Certificate();
        await using var host = await RunningHost.StartAsync(data.Path, Settings(made, "pem"));
        var ended = await Command.RunAsync(host, "ledger", "verify");
        ended.ExitCode.ShouldBe(3);
        ended.Error.ShouldStartWith("Får ikke kontakt med Kompetanse på https://127.0.0.1:");
    }

    [Fact]
    public async Task The_command_calls_over_TLS_a_host_whose_certificate_the_system_knows()
    {
        using var made = Certificate();
        await using var host = await RunningHost.StartAsync(data.Path, Settings(made, "pem"));
        // Where OpenSSL looks for authorities.
        var verify = Command.Start(
            new() { ["KOMPETANSE_ADDRESS"] = host.Address, ["SSL_CERT_FILE"] = data.PathOf("host.pem") }, "ledger", "verify");
        (await Ended.OfAsync(verify)).Succeeded().ShouldBe("Hovedboken er tom.\n");
    }

    [Fact]
    public async Task With_a_certificate_the_host_may_answer_the_network()
    {
        using var made = Certificate();
        await using var host = await RunningHost.StartAsync(
            data.Path, new HostSettings(Settings(made, "pem")) { { "Kompetanse__Listen", "any" } });
        host.Address.ShouldStartWith("https://[::]:");
    }

    [Fact]
    public async Task Where_something_else_encrypts_the_host_may_answer_the_network_without_a_certificate()
    {
        await using var host = await RunningHost.StartAsync(data.Path, new HostSettings(HostSettings.Development)
        {
            { "Kompetanse__Listen", "0.0.0.0" },
            { "Kompetanse__AllowUnencrypted", "true" },
        });
        host.Address.ShouldStartWith("http://0.0.0.0:");
    }

    HostSettings Settings(X509Certificate2 made, string kind)
    {
        const string Password = "hemmelig";
        using var key = made.GetRSAPrivateKey()!;
        data.With("host.pem", made.ExportCertificatePem())
            .With("host.key", key.ExportPkcs8PrivateKeyPem())
            .With("encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem(
                Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000)))
            .With("host.pfx", made.Export(X509ContentType.Pkcs12, Password));
        HostSettings settings = new(HostSettings.Development)
        {
            { "Kompetanse__Certificate__Path", data.PathOf(kind == "pfx" ? "host.pfx" : "host.pem") },
        };
        if (kind != "pfx") settings.Add("Kompetanse__Certificate__KeyPath", data.PathOf(kind == "pem" ? "host.key" : "encrypted.key"));
        if (kind != "pem") settings.Add("Kompetanse__Certificate__Password", Password);
        return settings;
    }

    static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    /// <summary>Believes this certificate and no other.</summary>
    static SocketsHttpHandler Trusting(X509Certificate2 made) => new()
    {
        UseProxy = false,
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate?.GetCertHashString() == made.GetCertHashString(),
        },
    };
}
