using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Kompetanse.Cli.Text;
using Kompetanse.Protos;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Client;

/// <summary>The way to a host over gRPC: HTTP/2, with prior knowledge when the address is <c>http</c>.</summary>
internal static class HostChannel
{
    /// <summary>Bytes. A report of every role and competence of a large agency is some hundred kilobytes.</summary>
    const int LargestReport = 64 * 1024 * 1024;

    /// <summary>
    /// A call that a host can't take now is tried again. Repeating is harmless: what changes something has a request id, which the
    /// host knows again. An import is not tried again, as its parts are read from files while they are sent.
    /// </summary>
    static readonly ServiceConfig Retries = new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 4,
                    InitialBackoff = TimeSpan.FromMilliseconds(100),
                    MaxBackoff = TimeSpan.FromSeconds(2),
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
            new MethodConfig { Names = { new MethodName { Service = BulkService.Descriptor.FullName, Method = "Import" } } },
        },
    };

    /// <summary>Opens the way; nothing is sent before the first call.</summary>
    public static KompetanseClient Connect(Connection connection, Texts texts) =>
        Connect(connection, texts, CreateHandler(connection.Address));

    /// <inheritdoc cref="Connect(Connection, Texts)"/>
    /// <param name="handler">Sends the HTTP/2 requests; disposed of with the client.</param>
    public static KompetanseClient Connect(Connection connection, Texts texts, HttpMessageHandler handler)
    {
        var channel = GrpcChannel.ForAddress(connection.Address, new GrpcChannelOptions
        {
            // Given a client and not its handler, the channel leaves connecting to it. A channel that connects by itself knows
            // no proxies, and after it has failed it waits for longer than a call is tried.
            HttpClient = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestReport,
            ServiceConfig = Retries,
        });
        var calls = channel.Intercept(new UsualDeadline()).Intercept(headers => WithHeaders(headers, connection, texts));
        return new KompetanseClient(calls, channel);
    }

    static SocketsHttpHandler CreateHandler(Uri address) => new()
    {
        EnableMultipleHttp2Connections = true,
        // A host that is gone without a word is noticed within a minute and a half.
        KeepAlivePingDelay = TimeSpan.FromMinutes(1),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
        AllowAutoRedirect = false,
        UseCookies = false,
        // Proxies take HTTP/2 through a tunnel only, which http does not ask for.
        UseProxy = address.Scheme == Uri.UriSchemeHttps && !address.IsLoopback,
    };

    static Metadata WithHeaders(Metadata headers, Connection connection, Texts texts)
    {
        headers.Add("accept-language", texts.Language);
        if (connection.Authorization is { } authorization) headers.Add("authorization", authorization);
        if (connection.Purpose.Length > 0) headers.Add(PurposeHeader.Name, Uri.EscapeDataString(connection.Purpose));
        return headers;
    }
}
