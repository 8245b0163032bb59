using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography.X509Certificates;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>Limits, times and retries of a client.</summary>
public sealed class GrpcChannelOptions
{
    /// <summary>
    /// The largest reply message, in bytes, as declared and when decompressed. A larger one ends the call with
    /// RESOURCE_EXHAUSTED. Default 4 MiB; 1 byte to 2 GiB.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>The largest request message, in bytes before compression. Default 4 MiB; 1 byte to 2 GiB.</summary>
    [Range(1, int.MaxValue)]
    public int MaxSendMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// How often a call with one request and one reply is tried, in all, while the server is UNAVAILABLE.
    /// Default 4; 1 (no retry) to 10.
    /// </summary>
    [Range(1, 10)]
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// How long to wait before the second attempt; each later wait is twice as long, and every wait is varied by a
    /// fifth, so that clients don't come back all at once. Default 100 ms; 1 ms to 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait between attempts, before it is varied. Default 2 seconds; 1 ms to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The clock of deadlines and waits.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>
    /// With <c>https</c>, the only certificate that vouches for the server: its own, or that of who issued it. Default:
    /// those the machine trusts.
    /// </summary>
    public X509Certificate2? TrustedCertificate { get; set; }

    /// <summary>
    /// What sends the HTTP/2 requests; it is disposed of with the channel. Default: a <see cref="SocketsHttpHandler"/>
    /// that opens more connections as needed and notices dead ones within a minute and a half.
    /// </summary>
    public HttpMessageHandler? Handler { get; set; }
}
