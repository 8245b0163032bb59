using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Calls;

/// <summary>
/// Streams end: with UNAVAILABLE when the host stops and its grace is over (grpc-dotnet leaves them to run until they are
/// cut off, grpc/grpc-dotnet#2357), and with RESOURCE_EXHAUSTED when their requests come to more than
/// <see cref="GrpcOptions.MaxRequestStreamSize"/> together.
/// </summary>
sealed class StreamInterceptor(GraceTime grace, IOptions<GrpcOptions> options) : Interceptor
{
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        LimitRequests(context);
        using var end = new EndingCall(context, grace.Over);
        try
        {
            return await continuation(new EndingReader<TRequest>(requestStream, end), end);
        }
        catch (Exception exception) when (end.StatusOf(exception) is { } status)
        {
            throw new RpcException(status);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        using var end = new EndingCall(context, grace.Over);
        try
        {
            await continuation(request, responseStream, end);
        }
        catch (Exception exception) when (end.StatusOf(exception) is { } status)
        {
            throw new RpcException(status);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        LimitRequests(context);
        using var end = new EndingCall(context, grace.Over);
        try
        {
            await continuation(new EndingReader<TRequest>(requestStream, end), responseStream, end);
        }
        catch (Exception exception) when (end.StatusOf(exception) is { } status)
        {
            throw new RpcException(status);
        }
    }

    /// <summary>The library has lifted Kestrel's limit on a request, which would be one on the stream.</summary>
    private void LimitRequests(ServerCallContext context)
    {
        if (context.GetHttpContext().Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = options.Value.MaxRequestStreamSize;
        }
    }

    /// <summary>Reads no longer than the call goes on, also for a method that does not say so.</summary>
    private sealed class EndingReader<T>(IAsyncStreamReader<T> inner, ServerCallContext call) : IAsyncStreamReader<T>
    {
        public T Current => inner.Current;

        public Task<bool> MoveNext(CancellationToken cancellationToken) =>
            inner.MoveNext(cancellationToken.CanBeCanceled ? cancellationToken : call.CancellationToken);
    }

    /// <summary>The call as its method sees it, with an end that the host can give it.</summary>
    private sealed class EndingCall : ServerCallContext, IDisposable
    {
        private readonly ServerCallContext _call;
        private readonly CancellationToken _graceOver;
        private readonly CancellationTokenSource _end;

        public EndingCall(ServerCallContext call, CancellationToken graceOver)
        {
            (_call, _graceOver) = (call, graceOver);
            _end = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, graceOver);
            // Where GetHttpContext looks in a context that is not the library's own.
            call.UserState["__HttpContext"] = call.GetHttpContext();
        }

        protected override string MethodCore => _call.Method;

        protected override string HostCore => _call.Host;

        protected override string PeerCore => _call.Peer;

        protected override DateTime DeadlineCore => _call.Deadline;

        protected override Metadata RequestHeadersCore => _call.RequestHeaders;

        protected override CancellationToken CancellationTokenCore => _end.Token;

        protected override Metadata ResponseTrailersCore => _call.ResponseTrailers;

        protected override IDictionary<object, object> UserStateCore => _call.UserState;

        protected override AuthContext AuthContextCore => _call.AuthContext;

        protected override Status StatusCore
        {
            get => _call.Status;
            set => _call.Status = value;
        }

        protected override WriteOptions? WriteOptionsCore
        {
            get => _call.WriteOptions;
            set => _call.WriteOptions = value;
        }

        /// <summary>What an exception that ends the method means, when it is one of these ends.</summary>
        public Status? StatusOf(Exception exception) => exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
                new Status(StatusCode.ResourceExhausted, "The messages of the request are larger together than the limit."),
            OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled }
                when _graceOver.IsCancellationRequested && !_call.CancellationToken.IsCancellationRequested =>
                new Status(StatusCode.Unavailable, "The server is stopping."),
            _ => null,
        };

        public void Dispose() => _end.Dispose();

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            _call.CreatePropagationToken(options);

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) =>
            _call.WriteResponseHeadersAsync(responseHeaders);
    }
}
