using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Import;

/// <summary>
/// A folder as one stream. Files are read ahead while earlier parts are sent. Once a row has a fault nothing more is
/// sent; the rest is read for further faults, and the stream then ends with an exception, so that the server records
/// none of it.
/// </summary>
internal sealed class ImportStream(ImportParts parts, FaultList faults, IImportProgress progress)
{
    /// <summary>Parts read before they are asked for: enough to keep both ends busy, few enough to keep memory flat.</summary>
    const int ReadAhead = 4;

    Task reading = Task.CompletedTask;

    /// <summary>Ends when nothing is read any more: a server that refuses early leaves the stream in the middle.</summary>
    public Task Stopped => reading;

    /// <exception cref="BadInputException">Rows have faults; thrown after the last row, or at the twentieth fault.</exception>
    public async IAsyncEnumerable<ImportRequest> ReadAsync(
        string requestId, bool validateOnly, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return new ImportRequest { RequestId = requestId, ValidateOnly = validateOnly };

        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var read = Channel.CreateBounded<ImportRequest>(ReadAhead);
        reading = Task.Run(() => ReadPartsAsync(read.Writer, left.Token), CancellationToken.None);
        try
        {
            await foreach (var part in read.Reader.ReadAllAsync(cancellation)) yield return part;
            progress.Sent();
        }
        finally
        {
            await left.CancelAsync();
            await reading;
        }
    }

    async Task ReadPartsAsync(ChannelWriter<ImportRequest> writer, CancellationToken cancellation)
    {
        try
        {
            foreach (var part in parts.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                if (!faults.Any) await writer.WriteAsync(part, cancellation);
            }

            faults.ThrowIfAny();
            writer.Complete();
        }
        catch (Exception e)
        {
            // Thrown again where the parts are asked for.
            writer.Complete(e);
        }
    }
}
