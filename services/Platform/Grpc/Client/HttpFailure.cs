using System.Net;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>The status of a call that HTTP ended without one.</summary>
static class HttpFailure
{
    /// <summary>The HTTP/2 error REFUSED_STREAM: the server did nothing.</summary>
    private const long RefusedStream = 0x7;

    /// <summary>No gRPC reply, but an HTTP status: from a proxy, or a server that is not gRPC.</summary>
    public static RpcException Of(HttpStatusCode status) => new(
        status switch
        {
            HttpStatusCode.BadRequest => StatusCode.Internal,
            HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
            HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
            HttpStatusCode.NotFound => StatusCode.Unimplemented,
            HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
            _ => StatusCode.Unknown,
        },
        $"The server answered with HTTP {(int)status} instead of gRPC.");

    /// <summary>Whether the server says that it did nothing about the request.</summary>
    public static bool IsRefusal(Exception exception) => Find(exception)?.ErrorCode == RefusedStream;

    /// <summary>The stream was reset, or the connection failed.</summary>
    public static RpcException Of(Exception exception) => Find(exception)?.ErrorCode is { } code
        ? new RpcException(
            code switch
            {
                RefusedStream => StatusCode.Unavailable,
                0x8 => StatusCode.Cancelled, // CANCEL
                0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
                0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
                _ => StatusCode.Internal,
            },
            $"The server ended the call with the HTTP/2 error 0x{code:x}.")
        : new RpcException(StatusCode.Unavailable, "The server cannot be reached, or the connection to it was lost.");

    private static HttpProtocolException? Find(Exception? exception) =>
        exception is null ? null : exception as HttpProtocolException ?? Find(exception.InnerException);
}
