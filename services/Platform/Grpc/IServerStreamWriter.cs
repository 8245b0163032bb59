namespace Kompetanse.Platform.Grpc;

/// <summary>Where a method that answers with a stream writes its replies.</summary>
/// <typeparam name="TReply">The reply message.</typeparam>
public interface IServerStreamWriter<in TReply>
{
    /// <summary>
    /// Sends a reply at once. Await it before the next: it completes when the client has room for more, so a slow
    /// client slows the method down instead of filling memory.
    /// </summary>
    /// <param name="reply">The message.</param>
    /// <param name="cancellationToken">Ends the wait for room, in addition to the call's own token.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled or its deadline passed.</exception>
    /// <exception cref="InvalidOperationException">The write before has not completed, or the method has ended.</exception>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: larger than <see cref="GrpcOptions.MaxSendMessageSize"/>.</exception>
    Task WriteAsync(TReply reply, CancellationToken cancellationToken = default);
}
