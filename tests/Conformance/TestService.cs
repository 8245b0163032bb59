using Google.Protobuf;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

/// <summary>
/// grpc.testing.TestService as the interoperability tests want it. A test that needs something else puts its own
/// method in place of one.
/// </summary>
public sealed class TestService
{
    public Func<Empty, CallContext, Task<Empty?>> Empty { get; init; } = (_, _) => Task.FromResult<Empty?>(new Empty());

    public Func<SimpleRequest, CallContext, Task<SimpleResponse>> Unary { get; init; } = AnswerAsync;

    public Func<StreamingOutputCallRequest, IServerStreamWriter<StreamingOutputCallResponse>, CallContext, Task> Output { get; init; } =
        AnswerAsync;

    public Func<IAsyncEnumerable<StreamingInputCallRequest>, CallContext, Task<StreamingInputCallResponse>> Input { get; init; } =
        SumAsync;

    public Func<IAsyncEnumerable<StreamingOutputCallRequest>, IServerStreamWriter<StreamingOutputCallResponse>, CallContext, Task>
        Duplex { get; init; } = AnswerEachAsync;

    public Task<Empty?> EmptyCall(Empty request, CallContext context) => Empty(request, context);

    public Task<SimpleResponse> UnaryCall(SimpleRequest request, CallContext context) => Unary(request, context);

    public Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> replies, CallContext context) =>
        Output(request, replies, context);

    public Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncEnumerable<StreamingInputCallRequest> requests, CallContext context) => Input(requests, context);

    public Task FullDuplexCall(
        IAsyncEnumerable<StreamingOutputCallRequest> requests, IServerStreamWriter<StreamingOutputCallResponse> replies,
        CallContext context) => Duplex(requests, replies, context);

    public static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static Task<SimpleResponse> AnswerAsync(SimpleRequest request, CallContext context)
    {
        EchoMetadata(context);
        var compressed = context.HttpContext!.Request.Headers.GrpcEncoding == "gzip";
        if (request.ExpectCompressed?.Value is { } expected && expected != compressed)
        {
            throw new RpcException(StatusCode.InvalidArgument, $"compressed: {compressed}, expected: {expected}");
        }

        ThrowIfAsked(request.ResponseStatus);
        context.CompressReplies = request.ResponseCompressed?.Value ?? false;
        return Task.FromResult(new SimpleResponse { Payload = Zeros(request.ResponseSize) });
    }

    private static async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> replies, CallContext context)
    {
        ThrowIfAsked(request.ResponseStatus);
        context.CompressReplies = request.ResponseParameters.Any(parameter => parameter.Compressed?.Value == true);
        foreach (var parameter in request.ResponseParameters)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(parameter.IntervalUs), context.CancellationToken);
            context.CompressReplies = parameter.Compressed?.Value ?? false;
            await replies.WriteAsync(
                new StreamingOutputCallResponse { Payload = Zeros(parameter.Size) }, context.CancellationToken);
        }
    }

    private static async Task AnswerEachAsync(
        IAsyncEnumerable<StreamingOutputCallRequest> requests, IServerStreamWriter<StreamingOutputCallResponse> replies,
        CallContext context)
    {
        EchoMetadata(context);
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            await AnswerAsync(request, replies, context);
        }
    }

    private static async Task<StreamingInputCallResponse> SumAsync(
        IAsyncEnumerable<StreamingInputCallRequest> requests, CallContext context)
    {
        var size = 0;
        await foreach (var request in requests.WithCancellation(context.CancellationToken))
        {
            size += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    private static void EchoMetadata(CallContext context)
    {
        if (context.RequestHeaders.GetText("x-grpc-test-echo-initial") is { } initial)
        {
            context.ResponseHeaders.Add("x-grpc-test-echo-initial", initial);
        }

        if (context.RequestHeaders.GetBytes("x-grpc-test-echo-trailing-bin") is { } trailing)
        {
            context.ResponseTrailers.Add("x-grpc-test-echo-trailing-bin", trailing);
        }
    }

    private static void ThrowIfAsked(EchoStatus? status)
    {
        if (status is { Code: not 0 })
        {
            throw new RpcException((StatusCode)status.Code, status.Message);
        }
    }
}
