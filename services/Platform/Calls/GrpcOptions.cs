using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Platform.Calls;

/// <summary>Limits and times of the gRPC server. Section <c>Kompetanse:Grpc</c> of the configuration; checked at start-up.</summary>
public sealed class GrpcOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kompetanse:Grpc";

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
    /// more than it gives.
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

    /// <summary>
    /// The most bytes that all messages of one stream of requests may have together, with their headers. More end the
    /// call with RESOURCE_EXHAUSTED. Default 2 GiB; 1 byte and up.
    /// </summary>
    [Range(1, long.MaxValue)]
    public long MaxRequestStreamSize { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many calls a connection may have at once; more are refused, and wait in the client. Default 100; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxStreamsPerConnection { get; set; } = 100;

    /// <summary>How many connections there may be at once, on every port of the server; more are closed. Default 1,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 1000;

    /// <summary>
    /// How long a client may take to send the headers of a request, on every port of the server; then its connection is
    /// closed. Default 10 seconds; 1 second to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How slowly a single request may come, in bytes a second, on every port of the server; a client that is slower for
    /// longer than <see cref="MinRequestRateGrace"/> loses its connection. Streams of requests are exempt: who streams
    /// sends when there is something to say. Default 240; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public double MinRequestRate { get; set; } = 240;

    /// <summary>How long a request may be slower than <see cref="MinRequestRate"/>. Default 5 seconds; 2 seconds to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan MinRequestRateGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a client may take to receive a single reply, but for its last 64 KiB; then the call is reset. What is
    /// kept for clients that take nothing is so bounded by the streams and connections there may be. Streams of replies
    /// are exempt. Default 2 minutes; 1 second to 1 hour.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
