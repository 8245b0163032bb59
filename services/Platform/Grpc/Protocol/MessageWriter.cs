using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>Writes messages as <see cref="MessageReader"/> reads them.</summary>
static class MessageWriter
{
    /// <summary>Up to this size, in bytes, a message is written in one piece.</summary>
    private const int SmallSize = 4096 - MessageReader.HeaderSize;

    /// <summary>Writes one message.</summary>
    /// <param name="output">The body of the request or reply.</param>
    /// <param name="message">The message.</param>
    /// <param name="compress">With gzip, unless the message is empty.</param>
    /// <param name="limit">The largest message, in bytes before compression.</param>
    /// <returns>How many bytes the message has now.</returns>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too large. Nothing was written.</exception>
    public static int Write(IBufferWriter<byte> output, IMessage message, bool compress, int limit)
    {
        var size = message.CalculateSize();
        MessageSize.CheckSent(size, limit);
        if (compress && size > 0)
        {
            var compressed = Gzip.Compress(message, size);
            WriteHeader(output.GetSpan(MessageReader.HeaderSize), flag: 1, compressed.Length);
            output.Advance(MessageReader.HeaderSize);
            output.Write(compressed.Span);
            return compressed.Length;
        }

        if (size <= SmallSize)
        {
            var span = output.GetSpan(MessageReader.HeaderSize + size);
            WriteHeader(span, flag: 0, size);
            message.WriteTo(span.Slice(MessageReader.HeaderSize, size));
            output.Advance(MessageReader.HeaderSize + size);
        }
        else
        {
            WriteHeader(output.GetSpan(MessageReader.HeaderSize), flag: 0, size);
            output.Advance(MessageReader.HeaderSize);
            message.WriteTo(output);
        }

        return size;
    }

    private static void WriteHeader(Span<byte> span, byte flag, int length)
    {
        span[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
    }
}
