using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>A stream of requests and a stream of replies, each at its own pace.</summary>
delegate Task DuplexStreamingMethod<in TRequest, out TReply>(
    IAsyncEnumerable<TRequest> requests, IServerStreamWriter<TReply> replies, CallContext context);

/// <inheritdoc cref="DuplexStreamingMethod{TRequest, TReply}"/>
sealed class DuplexStreamingHandler<TRequest, TReply>(
    GrpcServer server, string path, MessageParser<TRequest> parser, DuplexStreamingMethod<TRequest, TReply> method)
    : StreamingHandler<TRequest, TReply>(server, path, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    protected override async ValueTask<IMessage?> AnswerAsync(ServerCall call)
    {
        await method(OpenRequests(call), new ServerStreamWriter<TReply>(call), call.Context);
        return null;
    }
}
