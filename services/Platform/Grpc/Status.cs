using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>The outcome of a call, as the gRPC protocol numbers them.</summary>
public enum StatusCode
{
    OK = 0, Cancelled = 1, Unknown = 2, InvalidArgument = 3, DeadlineExceeded = 4, NotFound = 5, AlreadyExists = 6,
    PermissionDenied = 7, ResourceExhausted = 8, FailedPrecondition = 9, Aborted = 10, OutOfRange = 11,
    Unimplemented = 12, Internal = 13, Unavailable = 14, DataLoss = 15, Unauthenticated = 16,
}

/// <summary>Ends a call with a status other than OK. A client throws it when a call ended so.</summary>
/// <param name="code">One of those there are, and not OK.</param>
/// <param name="message">For a person; goes to the client as it is.</param>
/// <param name="details">
/// Sent packed in a google.rpc.Status, such as ErrorInfo and BadRequest. In a client the known ones are unpacked, and
/// others are <see cref="Google.Protobuf.WellKnownTypes.Any"/>.
/// </param>
public sealed class RpcException(StatusCode code, string message, params IReadOnlyList<IMessage> details)
    : Exception(message)
{
    /// <summary>The status the client gets.</summary>
    public StatusCode Code { get; } = code is > StatusCode.OK and <= StatusCode.Unauthenticated
        ? code
        : throw new ArgumentOutOfRangeException(nameof(code), code, "Not a status that a call can fail with.");

    /// <summary>The details of the google.rpc.Status.</summary>
    public IReadOnlyList<IMessage> Details { get; } = details;

    /// <summary>In a server, metadata to send with the status; in a client, the metadata that came with it.</summary>
    public Metadata Trailers { get; init; } = [];
}
