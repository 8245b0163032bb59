namespace Kompetanse.Platform.Grpc;

/// <summary>What a service method knows about the call it answers.</summary>
public sealed class CallContext
{
    /// <summary>Cancelled when the client cancels, the deadline passes or the connection is lost.</summary>
    public CancellationToken CancellationToken { get; init; }
}
