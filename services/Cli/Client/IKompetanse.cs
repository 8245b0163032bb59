using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Cli.Client;

/// <summary>The calls that the commands make to a running host.</summary>
internal interface IKompetanse : IAsyncDisposable
{
    /// <summary>Sends the parts as one stream. An exception from the parts aborts it, and nothing is recorded.</summary>
    Task<ImportResponse> ImportAsync(IAsyncEnumerable<ImportRequest> parts, CancellationToken cancellation);

    Task<UnitReport> GetUnitReportAsync(GetUnitReportRequest request, CancellationToken cancellation);

    Task<VerifyResponse> VerifyLedgerAsync(CancellationToken cancellation);

    /// <summary>One request and one reply, of any method.</summary>
    Task<TReply> CallAsync<TRequest, TReply>(MethodDescriptor method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new();
}
