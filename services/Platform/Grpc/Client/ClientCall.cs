using System.IO.Pipelines;
using System.Net;
using System.Runtime.ExceptionServices;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>One call of a client: its request, its replies as they come, and its status at the end.</summary>
sealed class ClientCall<TRequest, TReply> : IDisposable
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>, new()
{
    private static readonly MessageParser<TReply> s_parser = new(() => new TReply());

    private readonly HttpMessageInvoker _http;
    private readonly GrpcChannelOptions _channel;
    private readonly CallResult? _result;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _ended;
    private readonly HttpRequestMessage _request;
    private readonly RequestContent _content;
    private HttpResponseMessage? _response;
    private MessageReader? _replies;

    public ClientCall(
        HttpMessageInvoker http, Uri method, IAsyncEnumerable<TRequest> requests, GrpcChannelOptions channel,
        CallOptions options, CancellationToken caller)
    {
        _http = http;
        _channel = channel;
        _result = options.Result;
        _caller = caller;
        var left = options.Deadline - channel.Time.GetUtcNow();
        _deadline = new CancellationTokenSource(ClientRequest.LocalTimeout(left), channel.Time);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
        _content = new RequestContent<TRequest>(requests, options.Compress, channel.MaxSendMessageSize, _ended.Token);
        _request = ClientRequest.Create(method, _content, left, options);
    }

    /// <summary>Whether the server can't have acted on the request: it did not get it, or says that it refused it unread.</summary>
    public bool NothingDone { get; private set; }

    /// <summary>The next reply; null when the call has ended well.</summary>
    /// <exception cref="RpcException">The call has ended with another status.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async ValueTask<TReply?> ReadAsync()
    {
        try
        {
            _replies ??= await SendAsync();
            var reply = await _replies.ReadAsync(s_parser, _ended.Token);
            if (reply is null)
            {
                ReplyStatus.ThrowUnlessOk(_response!);
                _result?.Trailers = ReplyStatus.ReadMetadata(_response!.TrailingHeaders);
            }

            return reply;
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Explain(exception);
        }
    }

    /// <summary>The only reply of a call that has one.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task<TReply> ReadSingleAsync()
    {
        var reply = await ReadAsync() ?? throw new RpcException(StatusCode.Internal, "The server gave no reply.");
        return await ReadAsync() is null ? reply : throw new RpcException(StatusCode.Internal, "The server gave more than one reply.");
    }

    /// <summary>Ends the call, if it has not ended: the source is cancelled and the stream reset.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        _response?.Dispose();
        _request.Dispose();
        _ended.Dispose();
        _deadline.Dispose();
    }

    private async Task<MessageReader> SendAsync()
    {
        _response = await _http.SendAsync(_request, _ended.Token);
        ReplyStatus.ThrowIfFailed(_response);
        _result?.Headers = ReplyStatus.ReadMetadata(_response.Headers);
        return new MessageReader(
            PipeReader.Create(await _response.Content.ReadAsStreamAsync(_ended.Token)),
            ReplyStatus.Find(_response.Headers, ProtocolNames.Encoding),
            _channel.MaxReceiveMessageSize,
            broken => broken);
    }

    private Exception Explain(Exception exception)
    {
        if (_caller.IsCancellationRequested)
        {
            return new OperationCanceledException(exception.Message, exception, _caller);
        }

        if (_deadline.IsCancellationRequested)
        {
            return new RpcException(StatusCode.DeadlineExceeded, "The deadline has passed.");
        }

        if (_content.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        NothingDone = !_content.WasBegun || HttpFailure.IsRefusal(exception);
        return HttpFailure.Of(exception);
    }
}
