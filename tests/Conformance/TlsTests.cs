using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.Conformance.Protos;
using static Kompetanse.Conformance.Protos.TestService;

namespace Kompetanse.Conformance;

public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = MakeCertificate("localhost");

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Calls_go_over_TLS_to_a_server_that_is_vouched_for()
    {
        await using var server = await TestServer.StartAsync(certificate: _certificate);
        using var channel = Connect(server, _certificate);

        var reply = await new TestServiceClient(channel).UnaryCallAsync(new SimpleRequest { ResponseSize = 100_000 });

        reply.Payload.Body.Length.ShouldBe(100_000);
    }

    [Fact]
    public async Task A_server_that_is_not_vouched_for_gets_no_call()
    {
        var called = false;
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = (_, _) =>
                {
                    called = true;
                    return Task.FromResult(new Empty());
                },
            },
            certificate: _certificate);
        using var other = MakeCertificate("localhost");
        using var stranger = MakeCertificate("elsewhere.example");
        await using var elsewhere = await TestServer.StartAsync(certificate: stranger);

        (await RefusalAsync(server, null)).ShouldBe(StatusCode.Internal, "the machine does not know it");
        (await RefusalAsync(server, other)).ShouldBe(StatusCode.Internal, "another is trusted");
        (await RefusalAsync(elsewhere, stranger)).ShouldBe(StatusCode.Internal, "it is trusted, but has another name");
        called.ShouldBeFalse();
    }

    [Theory]
    [InlineData("h2", true)]
    [InlineData("http/1.1", false)]
    public async Task The_protocol_is_agreed_on_before_the_first_byte_of_it(string offered, bool agreed)
    {
        await using var server = await TestServer.StartAsync(certificate: _certificate);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [new SslApplicationProtocol(offered)],
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate },
                RevocationMode = X509RevocationMode.NoCheck,
            },
        };

        var shaken = tls.AuthenticateAsClientAsync(options);

        if (agreed)
        {
            await shaken;
            tls.NegotiatedApplicationProtocol.ShouldBe(SslApplicationProtocol.Http2);
            tls.SslProtocol.ShouldBeOneOf(SslProtocols.Tls12, SslProtocols.Tls13);
        }
        else
        {
            await Should.ThrowAsync<AuthenticationException>(shaken);
        }
    }

    private static async Task<StatusCode> RefusalAsync(TestServer server, X509Certificate2? trusted)
    {
        using var channel = Connect(server, trusted);
        return (await Should.ThrowAsync<RpcException>(new TestServiceClient(channel).EmptyCallAsync(new Empty()).ResponseAsync)).StatusCode;
    }

    private static GrpcChannel Connect(TestServer server, X509Certificate2? trusted) => GrpcChannel.ForAddress(
        $"https://localhost:{server.Address.Port}",
        new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = TrustOnly(trusted) } },
            DisposeHttpClient = true,
        });

    private static X509ChainPolicy? TrustOnly(X509Certificate2? certificate) => certificate is null ? null : new X509ChainPolicy
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 MakeCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
