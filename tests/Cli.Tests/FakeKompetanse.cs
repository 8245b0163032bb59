using Google.Protobuf;
using Grpc.Core;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;

namespace Kompetanse.Cli.Tests;

/// <summary>A host that keeps what it is sent, and answers as the test says.</summary>
internal sealed class FakeKompetanse : CallInvoker
{
    /// <summary>The parts of a stream that came to its end.</summary>
    public List<ImportRequest>? Recorded { get; private set; }

    /// <summary>Parts received, whether or not the stream came to its end.</summary>
    public int PartsReceived { get; private set; }

    public GetUnitReportRequest? ReportAskedFor { get; private set; }

    public Func<ImportResponse> OnImport { get; init; } = () => new ImportResponse { Position = 7, Changed = 3 };

    /// <summary>Refuse after this many parts, without reading on.</summary>
    public int PartsRead { get; init; } = int.MaxValue;

    public Func<UnitReport> OnReport { get; init; } = () => new UnitReport();

    public Func<VerifyResponse> OnVerify { get; init; } = () => new VerifyResponse();

    /// <summary>What other methods were asked, in order.</summary>
    public List<IMessage> Asked { get; } = [];

    /// <summary>Answers other methods.</summary>
    public Func<IMessage, IMessage> OnCall { get; init; } =
        request => throw new InvalidOperationException($"{request.Descriptor.Name} is not expected.");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var message = (IMessage)request;
        // Calls are tried again: without an id the host could do twice what was asked once.
        if (message.Descriptor.FindFieldByName("request_id") is { } id) ((string)id.Accessor.GetValue(message)).ShouldNotBeEmpty();
        return new(
            Answered(() => (TResponse)Answer(message)), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var import = new ReceivedImport(this);
        return new(
            (IClientStreamWriter<TRequest>)(object)import, (Task<TResponse>)(object)import.Response, Task.FromResult(new Metadata()),
            () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    IMessage Answer(IMessage request)
    {
        switch (request)
        {
            case GetUnitReportRequest report:
                ReportAskedFor = report;
                return OnReport();
            case VerifyRequest:
                return OnVerify();
            default:
                Asked.Add(request.Descriptor.Parser.ParseFrom(request.ToByteArray()));
                return OnCall(request);
        }
    }

    static async Task<T> Answered<T>(Func<T> answer)
    {
        await Task.CompletedTask;
        return answer();
    }

    /// <summary>An import on its way in.</summary>
    sealed class ReceivedImport(FakeKompetanse host) : IClientStreamWriter<ImportRequest>
    {
        readonly List<ImportRequest> received = [];
        readonly TaskCompletionSource<ImportResponse> response = new();

        public Task<ImportResponse> Response => response.Task;

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(ImportRequest message)
        {
            if (Response.IsCompleted) throw new RpcException(new Status(StatusCode.Cancelled, "The call has ended."));
            host.PartsReceived++;
            received.Add(message);
            if (host.PartsReceived >= host.PartsRead) End();
            return Task.CompletedTask;
        }

        public Task CompleteAsync()
        {
            End();
            return Task.CompletedTask;
        }

        void End()
        {
            try
            {
                response.SetResult(host.OnImport());
                host.Recorded = received;
            }
            catch (RpcException refusal)
            {
                response.SetException(refusal);
            }
        }
    }
}
