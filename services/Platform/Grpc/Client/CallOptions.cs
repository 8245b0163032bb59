namespace Kompetanse.Platform.Grpc.Client;

/// <summary>What a client asks of one call.</summary>
public readonly record struct CallOptions
{
    /// <summary>When to stop waiting; the server is told. None: wait for ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Metadata to send before the request.</summary>
    public Metadata? Headers { get; init; }

    /// <summary>Whether request messages are compressed with gzip. Default false.</summary>
    public bool Compress { get; init; }

    /// <summary>Where to put the metadata that comes with the replies. Default: nowhere.</summary>
    public CallResult? Result { get; init; }
}

/// <summary>What came beside the replies of a call. For one call; of several attempts, the last.</summary>
public sealed class CallResult
{
    /// <summary>The metadata before the first reply; null until it has come.</summary>
    public Metadata? Headers { get; internal set; }

    /// <summary>
    /// The metadata with the status, of a call that ended well; null until then. One that failed has them in
    /// <see cref="RpcException.Trailers"/>.
    /// </summary>
    public Metadata? Trailers { get; internal set; }
}
