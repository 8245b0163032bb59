using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;

namespace Kompetanse.Host.Listening;

/// <summary>The two ports: gRPC, and pages with health beside it.</summary>
internal sealed class Ports(IOptions<KompetanseOptions> options, ServerCertificate certificate) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var settings = options.Value;
        // Whoever starts the host finds the address of gRPC in the first line that tells where it listens.
        Listen(settings.GrpcPort, HttpProtocols.Http2);
        // Without TLS there is nothing to agree on HTTP/2 with.
        Listen(settings.WebPort, certificate.IsConfigured ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1);

        void Listen(int port, HttpProtocols protocols)
        {
            var address = ListenAddress.Parse(settings.Listen)!;
            if (address.Equals(IPAddress.IPv6Any))
            {
                // IPv4 too, and alone where there is no IPv6.
                kestrel.ListenAnyIP(port, listen => Protect(listen, protocols));
            }
            else
            {
                kestrel.Listen(address, port, listen => Protect(listen, protocols));
            }
        }
    }

    private void Protect(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        if (certificate.IsConfigured)
        {
            // Asked at every handshake, so that a renewed certificate is used from then on.
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificate.Current,
                }),
            });
        }
    }
}
