using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Platform.Grpc;

/// <summary>Limits and times of the gRPC server. Checked at start-up.</summary>
public sealed class GrpcOptions
{
    /// <summary>
    /// The largest request message, in bytes, both as declared and when decompressed. A larger one ends the call with
    /// RESOURCE_EXHAUSTED. Default 4 MiB; 1 byte to 2 GiB.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// The largest reply message, in bytes before compression. A larger one ends the call with RESOURCE_EXHAUSTED.
    /// Default 4 MiB, which is what clients accept unless told otherwise; 1 byte to 2 GiB.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MaxSendMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>
    /// Whether replies are compressed with gzip for clients that accept it. Default false: on a local network it costs
    /// more than it gives. A method can choose for itself with <see cref="CallContext.CompressReplies"/>.
    /// </summary>
    public bool CompressReplies { get; set; }

    /// <summary>
    /// How long running calls may go on after the server began to stop; then they end with UNAVAILABLE.
    /// Default 20 seconds; 0 to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The largest set of request headers, in bytes of names and values, on every port of the server. A larger one is
    /// answered with HTTP 431; one of more than twice the size ends the connection. Default 8 KiB, as the protocol suggests; 1 KiB to 1 MiB.
    /// </summary>
    [Range(1024, 1024 * 1024)]
    public int MaxRequestHeadersSize { get; set; } = 8 * 1024;

    /// <summary>
    /// The most error details, in serialized bytes, that go with a status. Details that do not fit are left out, so
    /// that the trailers stay within what clients accept. Default 8 KiB; 0 to 64 KiB.
    /// </summary>
    [Range(0, 64 * 1024)]
    public int MaxStatusDetailsSize { get; set; } = 8 * 1024;

    /// <summary>
    /// A connection that was silent for this long is sent a PING. Default 1 minute; 1 second to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlivePingDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A connection whose PING is not answered within this time is closed, and its calls are cancelled.
    /// Default 20 seconds; 1 second to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAlivePingTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
