using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Kompetanse.Platform.Grpc;

/// <summary>What a service method knows about the call it answers. A test makes one with the initialisers it needs.</summary>
public sealed class CallContext
{
    private readonly ServerCall? _call;
    private readonly CancellationToken _token;
    private readonly DateTimeOffset? _deadline;
    private Metadata? _requestHeaders;
    private Metadata? _responseHeaders;
    private Metadata? _responseTrailers;
    private string? _peer;

    /// <summary>A context of no call, for tests.</summary>
    public CallContext()
    {
    }

    internal CallContext(ServerCall call)
    {
        _call = call;
        Method = call.Method;
        CompressReplies = call.Server.Options.CompressReplies;
    }

    /// <summary>
    /// Cancelled when the client cancels, the deadline passes, the connection is lost, or the server is stopping and
    /// its grace is over.
    /// </summary>
    public CancellationToken CancellationToken
    {
        get => _call?.Interruption.Token ?? _token;
        init => _token = value;
    }

    /// <summary>The metadata the client sent, without what belongs to the protocol.</summary>
    public Metadata RequestHeaders
    {
        get => _requestHeaders ??= _call is null ? [] : MetadataHeaders.Read(_call.Http.Request.Headers);
        init => _requestHeaders = value;
    }

    /// <summary>Metadata sent before the first reply or by <see cref="SendHeadersAsync"/>, or with the status when there is neither. Additions after that are lost.</summary>
    public Metadata ResponseHeaders => _responseHeaders ??= [];

    /// <summary>Metadata sent with the status.</summary>
    public Metadata ResponseTrailers => _responseTrailers ??= [];

    /// <summary>When the client stops waiting; null when it waits for ever.</summary>
    public DateTimeOffset? Deadline
    {
        get => _call?.Deadline ?? _deadline;
        init => _deadline = value;
    }

    /// <summary>The full name of the method, as in <c>/package.Service/Method</c>.</summary>
    public string Method { get; init; } = "";

    /// <summary>Who called: <c>ipv4:10.0.0.7:51234</c>, <c>ipv6:[::1]:51234</c>, or <c>unknown</c> when it was not over IP.</summary>
    public string Peer
    {
        get => _peer ??= PeerOf(_call?.Http.Connection);
        init => _peer = value;
    }

    /// <summary>
    /// Whether the replies from here on are compressed, if the client accepts gzip. Starts as
    /// <see cref="GrpcOptions.CompressReplies"/>. Set it to true before the first reply even if that one is to go
    /// uncompressed (true, then false), since the encoding is declared with it.
    /// </summary>
    public bool CompressReplies
    {
        get;
        set
        {
            field = value;
            DeclaresCompression |= value;
        }
    }

    /// <summary>Who calls, as those who admit the call have found out; null when none of them asked.</summary>
    public object? User { get; set; }

    /// <summary>What is known of the method beside its name: its endpoint's metadata; empty in a context of no call.</summary>
    public EndpointMetadataCollection MethodMetadata => _call?.MethodMetadata ?? EndpointMetadataCollection.Empty;

    /// <summary>The HTTP request behind the call; null in a context of no call.</summary>
    public HttpContext? HttpContext => _call?.Http;

    /// <summary>
    /// Sends <see cref="ResponseHeaders"/> now, for a client that wants to know that the call was accepted, or what is in
    /// them, before the first reply of a stream is there. In a context of no call it does nothing.
    /// </summary>
    /// <exception cref="OperationCanceledException">The call was cancelled or its deadline passed.</exception>
    public Task SendHeadersAsync() => _call?.WriteAsync(reply: null, CancellationToken.None) ?? Task.CompletedTask;

    /// <summary>Whether any reply may be compressed.</summary>
    internal bool DeclaresCompression { get; private set; }

    internal Metadata? ResponseHeadersOrNull => _responseHeaders;

    internal Metadata? ResponseTrailersOrNull => _responseTrailers;

    private static string PeerOf(ConnectionInfo? connection) => connection?.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => $"ipv6:[{address}]:{connection.RemotePort}",
        var address => $"ipv4:{address}:{connection.RemotePort}",
    };
}
