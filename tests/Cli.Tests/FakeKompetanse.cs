using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Cli.Client;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;

namespace Kompetanse.Cli.Tests;

/// <summary>A host that keeps what it is sent, and answers as the test says.</summary>
internal sealed class FakeKompetanse : IKompetanse
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

    public async Task<ImportResponse> ImportAsync(
        IAsyncEnumerable<ImportRequest> parts, CancellationToken cancellation)
    {
        var received = new List<ImportRequest>();
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            PartsReceived++;
            received.Add(part);
            if (PartsReceived >= PartsRead) break;
        }

        var response = OnImport();
        Recorded = received;
        return response;
    }

    public Task<UnitReport> GetUnitReportAsync(GetUnitReportRequest request, CancellationToken cancellation)
    {
        ReportAskedFor = request;
        return Task.FromResult(OnReport());
    }

    public Task<VerifyResponse> VerifyLedgerAsync(CancellationToken cancellation) => Task.FromResult(OnVerify());

    /// <summary>What other methods were asked, in order.</summary>
    public List<IMessage> Asked { get; } = [];

    /// <summary>Answers other methods.</summary>
    public Func<IMessage, IMessage> OnCall { get; init; } =
        request => throw new InvalidOperationException($"{request.Descriptor.Name} is not expected.");

    public Task<TReply> CallAsync<TRequest, TReply>(MethodDescriptor method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new()
    {
        method.InputType.ShouldBe(request.Descriptor);
        method.OutputType.ShouldBe(new TReply().Descriptor);
        Asked.Add(request.Clone());
        return Task.FromResult((TReply)OnCall(request));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
