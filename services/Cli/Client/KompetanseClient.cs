using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Cli.Text;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Cli.Client;

/// <summary>Calls a host over gRPC, asking for messages in the user's language.</summary>
internal sealed class KompetanseClient : IKompetanse
{
    readonly GrpcChannel channel;
    readonly CallOptions options;

    KompetanseClient(Connection connection, Texts texts)
    {
        channel = new GrpcChannel(connection.Address, new GrpcChannelOptions { MaxReceiveMessageSize = LargestReport });
        var headers = new Metadata { { "accept-language", texts.Language } };
        if (connection.Authorization is { } authorization) headers.Add("authorization", authorization);
        if (connection.Purpose.Length > 0) headers.Add(CallPurpose.Header, Uri.EscapeDataString(connection.Purpose));
        options = new CallOptions { Headers = headers };
    }

    /// <summary>Bytes. A report of every role and competence of a large agency is some hundred kilobytes.</summary>
    const int LargestReport = 64 * 1024 * 1024;

    public static IKompetanse Connect(Connection connection, Texts texts) => new KompetanseClient(connection, texts);

    public Task<ImportResponse> ImportAsync(IAsyncEnumerable<ImportRequest> parts, CancellationToken cancellation) =>
        channel.ClientStreamingAsync<ImportRequest, ImportResponse>(
            Method(BulkReflection.Descriptor, "Import"), parts, options, cancellation);

    public Task<UnitReport> GetUnitReportAsync(GetUnitReportRequest request, CancellationToken cancellation) =>
        channel.UnaryAsync<GetUnitReportRequest, UnitReport>(
            Method(GapReflection.Descriptor, "GetUnitReport"), request, options, cancellation);

    public Task<VerifyResponse> VerifyLedgerAsync(CancellationToken cancellation) =>
        channel.UnaryAsync<VerifyRequest, VerifyResponse>(
            Method(EntryReflection.Descriptor, "Verify"), new VerifyRequest(), options, cancellation);

    public Task<TReply> CallAsync<TRequest, TReply>(MethodDescriptor method, TRequest request, CancellationToken cancellation)
        where TRequest : class, IMessage<TRequest>
        where TReply : class, IMessage<TReply>, new() =>
        channel.UnaryAsync<TRequest, TReply>(method, request, options, cancellation);

    public ValueTask DisposeAsync()
    {
        channel.Dispose();
        return ValueTask.CompletedTask;
    }

    // Each file declares one service.
    static MethodName Method(FileDescriptor file, string name) => file.Services[0].FindMethodByName(name);
}
