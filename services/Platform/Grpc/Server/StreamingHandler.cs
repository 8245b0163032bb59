using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Kompetanse.Platform.Grpc;

/// <summary>What methods with a stream, in or out, have in common: the server's clocks do not run against them.</summary>
abstract class StreamingHandler<TRequest, TReply>(GrpcServer server, string path, MessageParser<TRequest> parser)
    : MethodHandler(server, path)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    /// <summary>The messages of the request as they come.</summary>
    protected IAsyncEnumerable<TRequest> OpenRequests(ServerCall call)
    {
        LiftTimeout(call);
        call.Http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize =
            call.Server.Options.MaxRequestStreamSize;
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            // A client may send when it has something to say.
            rate.MinDataRate = null;
        }

        return ReadAllAsync(call);
    }

    /// <summary>The only message of a request whose reply is a stream.</summary>
    protected ValueTask<TRequest> ReadSingleAsync(ServerCall call)
    {
        LiftTimeout(call);
        return ReadSingleAsync(call, parser);
    }

    private static void LiftTimeout(ServerCall call) =>
        call.Http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();

    private async IAsyncEnumerable<TRequest> ReadAllAsync(
        ServerCall call, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var token = call.Interruption.Token;
        using var both = cancellationToken.CanBeCanceled && cancellationToken != token
            ? CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken)
            : null;
        while (await call.Requests.ReadAsync(parser, both?.Token ?? token) is { } request)
        {
            yield return request;
        }
    }
}

/// <summary>Where a method writes the stream of its replies.</summary>
sealed class ServerStreamWriter<TReply>(ServerCall call) : IServerStreamWriter<TReply>
    where TReply : IMessage
{
    public Task WriteAsync(TReply reply, CancellationToken cancellationToken = default) =>
        call.WriteAsync(reply, cancellationToken);
}
