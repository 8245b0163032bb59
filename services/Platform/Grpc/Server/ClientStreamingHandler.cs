using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>A stream of requests, one reply.</summary>
delegate Task<TReply> ClientStreamingMethod<in TRequest, TReply>(IAsyncEnumerable<TRequest> requests, CallContext context);

/// <inheritdoc cref="ClientStreamingMethod{TRequest, TReply}"/>
sealed class ClientStreamingHandler<TRequest, TReply>(
    GrpcServer server, string path, MessageParser<TRequest> parser, ClientStreamingMethod<TRequest, TReply> method)
    : StreamingHandler<TRequest, TReply>(server, path, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    protected override async ValueTask<IMessage?> AnswerAsync(ServerCall call) =>
        await method(OpenRequests(call), call.Context) ?? throw NullReply();
}
