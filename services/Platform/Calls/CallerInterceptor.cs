using Grpc.Core;
using Grpc.Core.Interceptors;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos;

namespace Kompetanse.Platform.Calls;

/// <summary>
/// Tells methods who calls and what for (<see cref="CallerOfCall.Caller"/>). Whether the caller is known was settled by
/// authentication, and whether anybody may come in by authorisation, before the request was read.
/// </summary>
sealed class CallerInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Identify(context);
        return continuation(requestStream, responseStream, context);
    }

    private static void Identify(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var caller = http.User.Caller();
        context.SetCaller(caller);
        if (!CallPurpose.TryRead(http.Request.Headers[PurposeHeader.Name], out var purpose))
        {
            throw new RefusedException(new PurposeInvalid());
        }

        if (purpose.Length > 0)
        {
            context.SetCaller(caller with { Purpose = purpose });
        }
    }
}
