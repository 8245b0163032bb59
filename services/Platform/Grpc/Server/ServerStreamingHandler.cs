using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>One request, a stream of replies.</summary>
delegate Task ServerStreamingMethod<in TRequest, out TReply>(
    TRequest request, IServerStreamWriter<TReply> replies, CallContext context);

/// <inheritdoc cref="ServerStreamingMethod{TRequest, TReply}"/>
sealed class ServerStreamingHandler<TRequest, TReply>(
    GrpcServer server, string path, MessageParser<TRequest> parser, ServerStreamingMethod<TRequest, TReply> method)
    : StreamingHandler<TRequest, TReply>(server, path, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    protected override async ValueTask<IMessage?> AnswerAsync(ServerCall call)
    {
        var request = await ReadSingleAsync(call);
        await method(request, new ServerStreamWriter<TReply>(call), call.Context);
        return null;
    }
}
