using Grpc.Core;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>Calls any method with any bytes, whatever its shape, and tells how it ended.</summary>
internal static class RawCall
{
    static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <param name="calls">Makes the call.</param>
    /// <param name="method">As in <c>package.Service/Method</c>.</param>
    /// <param name="messages">All that is sent.</param>
    /// <param name="headers">Metadata.</param>
    /// <param name="toTheEnd">Whether to wait for the end; otherwise the status is OK as soon as the method begins to answer.</param>
    public static async Task<Status> StatusOfAsync(
        CallInvoker calls, string method, IEnumerable<byte[]> messages, Metadata headers, bool toTheEnd = false)
    {
        var name = method.Split('/');
        // A stream of one message is on the wire what a single one is.
        var any = new Method<byte[], byte[]>(MethodType.DuplexStreaming, name[0], name[1], Bytes, Bytes);
        using var call = calls.AsyncDuplexStreamingCall(any, host: null, new CallOptions(headers));
        try
        {
            await SendAsync(call.RequestStream, messages);
            while (await call.ResponseStream.MoveNext(CancellationToken.None) && toTheEnd)
            {
            }

            return Status.DefaultSuccess;
        }
        catch (RpcException failure)
        {
            return failure.Status;
        }
    }

    static async Task SendAsync(IClientStreamWriter<byte[]> stream, IEnumerable<byte[]> messages)
    {
        try
        {
            foreach (var message in messages) await stream.WriteAsync(message);
            await stream.CompleteAsync();
        }
        catch (Exception gone) when (gone is RpcException or IOException)
        {
            // How the call ended is told where it is read.
        }
    }
}
