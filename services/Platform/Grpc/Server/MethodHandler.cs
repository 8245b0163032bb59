using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace Kompetanse.Platform.Grpc;

/// <summary>Answers the HTTP requests of one gRPC method.</summary>
abstract class MethodHandler(GrpcServer server, string path)
{
    private EndpointMetadataCollection? _metadata;

    /// <summary>As in <c>/package.Service/Method</c>.</summary>
    public string Path => path;

    /// <summary>Answers one request. Never throws.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (!RequestCheck.Accepts(http))
        {
            return;
        }

        // Routes ignore case, gRPC does not.
        if (http.Request.Path.Value != path)
        {
            UnknownMethod.Answer(http);
            return;
        }

        // A handler has one endpoint; it is known when routing has found it.
        _metadata ??= http.GetEndpoint()?.Metadata ?? EndpointMetadataCollection.Empty;
        var call = new ServerCall(http, server, path, _metadata);
        IMessage? reply = null;
        Exception? failure = null;
        try
        {
            call.Start();
            await server.AdmitAsync(call.Context);
            reply = await AnswerAsync(call);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await call.EndAsync(reply, failure);
    }

    /// <summary>A method returned null, which is no message.</summary>
    protected RpcException NullReply()
    {
        server.NullReply(path);
        return new RpcException(StatusCode.Internal, "The method gave no reply.");
    }

    /// <summary>Reads the request, runs the method, and returns the reply, unless it is a stream that was written.</summary>
    protected abstract ValueTask<IMessage?> AnswerAsync(ServerCall call);

    /// <summary>The only message of a request.</summary>
    /// <exception cref="RpcException">UNIMPLEMENTED: there is none, or another one.</exception>
    protected static ValueTask<TRequest> ReadSingleAsync<TRequest>(ServerCall call, MessageParser<TRequest> parser)
        where TRequest : class, IMessage<TRequest> =>
        call.Requests.TryReadOnly(parser, out var request) ? new(request) : AwaitSingleAsync(call, parser);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<TRequest> AwaitSingleAsync<TRequest>(ServerCall call, MessageParser<TRequest> parser)
        where TRequest : class, IMessage<TRequest>
    {
        var request = await call.Requests.ReadAsync(parser, call.ReadToken)
            ?? throw new RpcException(StatusCode.Unimplemented, "The call needs a request message.");
        return await call.Requests.ReadAsync(parser, call.ReadToken) is null
            ? request
            : throw new RpcException(StatusCode.Unimplemented, "The call takes one request message.");
    }
}
