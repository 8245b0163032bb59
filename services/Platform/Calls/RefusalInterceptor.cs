using Grpc.Core;
using Grpc.Core.Interceptors;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Platform.Calls;

/// <summary>The one place where refusals become a <c>google.rpc.Status</c>, in the caller's language.</summary>
sealed partial class RefusalInterceptor(RefusalStatus statuses, ILogger<RefusalInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (RefusedException refused)
        {
            throw StatusOf(refused, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (RefusedException refused)
        {
            throw StatusOf(refused, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (RefusedException refused)
        {
            throw StatusOf(refused, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (RefusedException refused)
        {
            throw StatusOf(refused, context);
        }
    }

    private RpcException StatusOf(RefusedException refused, ServerCallContext context)
    {
        var first = refused.Refusals[0];
        if (first.Code is StatusCode.PermissionDenied or StatusCode.Unauthenticated)
        {
            Log.KeptOut(logger, context.Method, context.Caller().Actor, first.Reason);
        }
        else
        {
            Log.Refused(logger, context.Method, context.Caller().Actor, first.Reason);
        }

        return statuses.Of(refused.Refusals, context.GetHttpContext().Request.Headers.AcceptLanguage).ToRpcException();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Method} by {Actor} was kept out: {Reason}.", EventName = "KeptOut")]
        public static partial void KeptOut(ILogger logger, string method, string actor, string reason);

        [LoggerMessage(2, LogLevel.Debug, "{Method} by {Actor} was refused: {Reason}.", EventName = "Refused")]
        public static partial void Refused(ILogger logger, string method, string actor, string reason);
    }
}
