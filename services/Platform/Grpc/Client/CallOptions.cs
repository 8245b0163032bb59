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
}
