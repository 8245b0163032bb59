using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kompetanse.Platform.Grpc;

/// <summary>One call on the server: what the client asks of it, and how it ends.</summary>
sealed class ServerCall
{
    /// <summary>HTTP/2 error codes.</summary>
    private const int InternalError = 2, Cancel = 8;

    private const int Idle = 0, Writing = 1, Closed = 2;

    private static readonly Func<IOException, Exception> s_broken = exception =>
        exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            ? new RpcException(StatusCode.ResourceExhausted, "The messages of the request are larger together than the limit.")
            : new ClientLeftException(exception);

    private readonly ReplyWriter _reply;
    private Interruption? _interruption;
    private int _output = Idle;

    public ServerCall(HttpContext http, GrpcServer server, string method, EndpointMetadataCollection methodMetadata)
    {
        (Http, Server, Method, MethodMetadata) = (http, server, method, methodMetadata);
        Requests = new MessageReader(
            http.Request.BodyReader, http.Request.Headers.GrpcEncoding, server.Options.MaxReceiveMessageSize, s_broken);
        Context = new CallContext(this);
        _reply = new ReplyWriter(http, Context, server);
    }

    public HttpContext Http { get; }

    public GrpcServer Server { get; }

    public string Method { get; }

    public EndpointMetadataCollection MethodMetadata { get; }

    public DateTimeOffset? Deadline { get; private set; }

    public CallContext Context { get; }

    public MessageReader Requests { get; }

    /// <summary>Made when first asked for: a call without deadline that is answered at once needs none.</summary>
    public Interruption Interruption
    {
        get
        {
            // Any object of the call's own will do.
            lock (Requests)
            {
                return _interruption ??= new Interruption(this);
            }
        }
    }

    /// <summary>For reading before the method runs: a call that nothing watches yet is interrupted by its broken stream.</summary>
    public CancellationToken ReadToken => _interruption?.Token ?? CancellationToken.None;

    /// <summary>Reads what the client asks of the call besides its messages.</summary>
    /// <exception cref="RpcException">INTERNAL: the timeout or binary metadata is malformed.</exception>
    public void Start()
    {
        var headers = Http.Request.Headers;
        if (headers.GrpcTimeout is { Count: > 0 } timeout)
        {
            var now = Server.Time.GetUtcNow();
            var left = GrpcTimeout.Parse(timeout.ToString());
            Deadline = left < DateTimeOffset.MaxValue - now ? now + left : DateTimeOffset.MaxValue;
            if (Interruption.Told is not null)
            {
                throw new OperationCanceledException();
            }
        }

        if (MetadataHeaders.HasBinary(headers))
        {
            _ = Context.RequestHeaders;
        }
    }

    /// <summary>Sends a message of a stream, or the headers alone when there is none, and waits for the client to have room for it.</summary>
    public async Task WriteAsync(IMessage? reply, CancellationToken cancellationToken)
    {
        var token = Interruption.Token;
        token.ThrowIfCancellationRequested();
        if (Interlocked.CompareExchange(ref _output, Writing, Idle) is not Idle and var state)
        {
            throw state == Writing
                ? new InvalidOperationException("The write before has not completed; await each write.")
                : Interruption.Told is null ? new InvalidOperationException("The method has ended.") : new OperationCanceledException();
        }

        try
        {
            using var both = cancellationToken.CanBeCanceled && cancellationToken != token
                ? CancellationTokenSource.CreateLinkedTokenSource(token, cancellationToken)
                : null;
            _reply.Write(reply);
            var flushed = await Http.Response.BodyWriter.FlushAsync(both?.Token ?? token);
            if (flushed.IsCompleted)
            {
                throw new ClientLeftException();
            }
        }
        finally
        {
            Interlocked.CompareExchange(ref _output, Idle, Writing);
        }
    }

    /// <summary>The method has ended, well or with an exception.</summary>
    /// <param name="reply">The reply of a method that has one.</param>
    /// <param name="failure">What it threw.</param>
    public Task EndAsync(IMessage? reply, Exception? failure)
    {
        if (_interruption is { } interruption)
        {
            var interrupted = !interruption.TryComplete();
            interruption.Dispose();
            if (interrupted)
            {
                return interruption.Told!;
            }
        }

        var complete = TryCloseOutput();
        if (!complete)
        {
            failure ??= new InvalidOperationException("The method ended before its last write; await each write.");
        }

        WriteEnd(reply, failure);
        if (!complete)
        {
            Reset(InternalError);
        }

        return _reply.IsLarge ? AwaitReaderAsync() : Task.CompletedTask;
    }

    /// <summary>Something ended the call before its method did: tells the client, and then the method.</summary>
    public async Task EndInterruptedAsync(StatusCode cause, CancellationTokenSource cancellation)
    {
        var complete = TryCloseOutput();
        var cancelled = cancellation.CancelAsync();
        if (cause != StatusCode.Cancelled)
        {
            try
            {
                if (complete)
                {
                    _reply.WriteFailure(new RpcException(cause, cause == StatusCode.DeadlineExceeded
                        ? "The deadline has passed."
                        : "The server is stopping."));
                    await Http.Response.CompleteAsync();
                }

                // A client that is still sending, or has no room for the rest of a message, won't see an end otherwise.
                if (!complete || !Requests.Ended)
                {
                    Reset(Cancel);
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The connection was lost in the meantime.
            }
        }

        await cancelled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits for the client to take a large reply, but not for ever.</summary>
    private async Task AwaitReaderAsync()
    {
        try
        {
            await Http.Response.BodyWriter.FlushAsync().AsTask().WaitAsync(Server.Options.ReplyTimeout, Server.Time);
        }
        catch (TimeoutException)
        {
            Reset(Cancel);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The connection was lost in the meantime.
        }
    }

    private void WriteEnd(IMessage? reply, Exception? failure)
    {
        try
        {
            if (failure is null)
            {
                if (reply is not null)
                {
                    _reply.Write(reply);
                }

                _reply.WriteOk();
                return;
            }
        }
        catch (RpcException tooLarge)
        {
            failure = tooLarge;
        }

        if (failure is not ClientLeftException)
        {
            _reply.WriteFailure(failure as RpcException ?? Unknown(failure));
        }
    }

    private RpcException Unknown(Exception failure)
    {
        Server.MethodFailed(Method, failure);
        return new RpcException(StatusCode.Unknown, "The method failed.");
    }

    private bool TryCloseOutput() => Interlocked.CompareExchange(ref _output, Closed, Idle) == Idle;

    private void Reset(int errorCode) => Http.Features.Get<IHttpResetFeature>()?.Reset(errorCode);
}
