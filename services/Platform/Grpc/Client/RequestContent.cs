using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>
/// The messages of a request. Each is sent before the next is asked for, so a server without room for more slows the
/// source down.
/// </summary>
abstract class RequestContent : HttpContent
{
    /// <summary>What the source threw, or what was wrong with its messages; the HTTP client would wrap or hide it.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>Whether there was a connection to send messages on.</summary>
    public bool WasBegun { get; protected set; }

    protected sealed override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <inheritdoc/>
/// <param name="requests">The source.</param>
/// <param name="compress">Whether to compress.</param>
/// <param name="limit">The largest message, in bytes.</param>
/// <param name="callEnded">Cancelled when nobody wants more: a server may answer before it has read everything.</param>
sealed class RequestContent<TRequest>(
    IAsyncEnumerable<TRequest> requests, bool compress, int limit, CancellationToken callEnded) : RequestContent
    where TRequest : IMessage
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        WasBegun = true;
        // The server should see the call before the source has its first message.
        await stream.FlushAsync(callEnded);
        var output = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        try
        {
            await foreach (var request in ReadSourceAsync())
            {
                WriteMessage(output, request);
                await output.FlushAsync(callEnded);
            }
        }
        finally
        {
            await output.CompleteAsync();
        }
    }

    private async IAsyncEnumerable<TRequest> ReadSourceAsync()
    {
        await using var source = requests.GetAsyncEnumerator(callEnded);
        while (true)
        {
            try
            {
                if (!await source.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (!callEnded.IsCancellationRequested)
            {
                Failure = exception;
                throw;
            }

            yield return source.Current;
        }
    }

    private void WriteMessage(PipeWriter output, TRequest request)
    {
        try
        {
            MessageWriter.Write(output, request, compress, limit);
        }
        catch (RpcException tooLarge)
        {
            Failure = tooLarge;
            throw;
        }
    }
}
