using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>One request, one reply.</summary>
delegate Task<TReply> UnaryMethod<in TRequest, TReply>(TRequest request, CallContext context);

/// <inheritdoc cref="UnaryMethod{TRequest, TReply}"/>
sealed class UnaryHandler<TRequest, TReply>(
    GrpcServer server, string path, MessageParser<TRequest> parser, UnaryMethod<TRequest, TReply> method)
    : MethodHandler(server, path)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected override async ValueTask<IMessage?> AnswerAsync(ServerCall call)
    {
        var request = await ReadSingleAsync(call, parser);
        var reply = method(request, call.Context);
        if (!reply.IsCompleted)
        {
            // It may take its time: from here on watch for the client, the deadline and the server's shutdown.
            _ = call.Interruption;
        }

        return await reply ?? throw NullReply();
    }
}
