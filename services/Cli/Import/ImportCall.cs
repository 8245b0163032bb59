using Grpc.Core;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Import;

/// <summary>Parts sent as one stream.</summary>
internal static class ImportCall
{
    /// <summary>
    /// Sends each part when the host has room for it. An exception from the parts aborts the call, so that nothing is recorded, and is
    /// thrown on. A host that answers before the end gets no more, and its answer is given.
    /// </summary>
    public static async Task<ImportResponse> ImportAsync(
        this BulkService.BulkServiceClient bulk, IAsyncEnumerable<ImportRequest> parts, CancellationToken cancellation)
    {
        // A call that is disposed of before its end is reset.
        using var call = bulk.Import(cancellationToken: cancellation);
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            if (!await IsSentAsync(call.RequestStream, part)) return await call;
        }

        await call.RequestStream.CompleteAsync();
        return await call;
    }

    /// <summary>Whether the call goes on. How one that does not has ended is told with its answer, and better there.</summary>
    static async Task<bool> IsSentAsync(IClientStreamWriter<ImportRequest> stream, ImportRequest part)
    {
        try
        {
            await stream.WriteAsync(part);
            return true;
        }
        catch (Exception e) when (e is RpcException or IOException)
        {
            return false;
        }
    }
}
