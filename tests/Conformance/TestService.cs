using Google.Protobuf;
using Grpc.Core;
using Kompetanse.Conformance.Protos;

namespace Kompetanse.Conformance;

/// <summary>
/// grpc.testing.TestService as the interoperability tests want it. A test that needs something else puts its own
/// method in place of one.
/// </summary>
public sealed class TestService : Protos.TestService.TestServiceBase
{
    public Func<Empty, ServerCallContext, Task<Empty>> Empty { get; init; } = (_, _) => Task.FromResult(new Empty());

    public Func<SimpleRequest, ServerCallContext, Task<SimpleResponse>> Unary { get; init; } = AnswerAsync;

    public Func<StreamingOutputCallRequest, IServerStreamWriter<StreamingOutputCallResponse>, ServerCallContext, Task> Output { get; init; } =
        AnswerAsync;

    public Func<IAsyncStreamReader<StreamingInputCallRequest>, ServerCallContext, Task<StreamingInputCallResponse>> Input { get; init; } =
        SumAsync;

    public Func<IAsyncStreamReader<StreamingOutputCallRequest>, IServerStreamWriter<StreamingOutputCallResponse>, ServerCallContext, Task>
        Duplex { get; init; } = AnswerEachAsync;

    public override Task<Empty> EmptyCall(Empty request, ServerCallContext context) => Empty(request, context);

    public override Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context) => Unary(request, context);

    public override Task StreamingOutputCall(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream, ServerCallContext context) =>
        Output(request, responseStream, context);

    public override Task<StreamingInputCallResponse> StreamingInputCall(
        IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context) => Input(requestStream, context);

    public override Task FullDuplexCall(
        IAsyncStreamReader<StreamingOutputCallRequest> requestStream, IServerStreamWriter<StreamingOutputCallResponse> responseStream,
        ServerCallContext context) => Duplex(requestStream, responseStream, context);

    public static Payload Zeros(int size) => new() { Body = ByteString.CopyFrom(new byte[size]) };

    private static async Task<SimpleResponse> AnswerAsync(SimpleRequest request, ServerCallContext context)
    {
        await EchoMetadataAsync(context, gzip: request.ResponseCompressed?.Value == true);
        var compressed = context.GetHttpContext().Request.Headers.GrpcEncoding == "gzip";
        if (request.ExpectCompressed?.Value is { } expected && expected != compressed)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"compressed: {compressed}, expected: {expected}"));
        }

        ThrowIfAsked(request.ResponseStatus);
        return new SimpleResponse { Payload = Zeros(request.ResponseSize) };
    }

    private static async Task AnswerAsync(
        StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> replies, ServerCallContext context)
    {
        ThrowIfAsked(request.ResponseStatus);
        if (request.ResponseParameters.Any(parameter => parameter.Compressed?.Value == true))
        {
            await EchoMetadataAsync(context, gzip: true);
        }

        foreach (var parameter in request.ResponseParameters)
        {
            await Task.Delay(TimeSpan.FromMicroseconds(parameter.IntervalUs), context.CancellationToken);
            context.WriteOptions = new WriteOptions(parameter.Compressed?.Value == false ? WriteFlags.NoCompress : default);
            await replies.WriteAsync(
                new StreamingOutputCallResponse { Payload = Zeros(parameter.Size) }, context.CancellationToken);
        }
    }

    private static async Task AnswerEachAsync(
        IAsyncStreamReader<StreamingOutputCallRequest> requests, IServerStreamWriter<StreamingOutputCallResponse> replies,
        ServerCallContext context)
    {
        await EchoMetadataAsync(context, gzip: false);
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            await AnswerAsync(request, replies, context);
        }
    }

    private static async Task<StreamingInputCallResponse> SumAsync(
        IAsyncStreamReader<StreamingInputCallRequest> requests, ServerCallContext context)
    {
        var size = 0;
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            size += request.Payload.Body.Length;
        }

        return new StreamingInputCallResponse { AggregatedPayloadSize = size };
    }

    private static async Task EchoMetadataAsync(ServerCallContext context, bool gzip)
    {
        if (context.RequestHeaders.GetValueBytes("x-grpc-test-echo-trailing-bin") is { } trailing)
        {
            context.ResponseTrailers.Add("x-grpc-test-echo-trailing-bin", trailing);
        }

        Metadata headers = [];
        if (context.RequestHeaders.GetValue("x-grpc-test-echo-initial") is { } initial)
        {
            headers.Add("x-grpc-test-echo-initial", initial);
        }

        if (gzip)
        {
            // The name by which the library takes the encoding of a call's replies.
            headers.Add("grpc-internal-encoding-request", "gzip");
        }

        if (headers.Count > 0)
        {
            await context.WriteResponseHeadersAsync(headers);
        }
    }

    private static void ThrowIfAsked(EchoStatus? status)
    {
        if (status is { Code: not 0 })
        {
            throw new RpcException(new Status((StatusCode)status.Code, status.Message));
        }
    }
}
