using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>Messages in gzip. Each message is compressed by itself, so that one can be read without those before it.</summary>
static class Gzip
{
    /// <summary>Compresses a message of a known size in bytes, not 0: GZipStream makes nothing out of nothing.</summary>
    public static ReadOnlyMemory<byte> Compress(IMessage message, int size)
    {
        var compressed = new MemoryStream();
        var plain = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            message.WriteTo(plain.AsSpan(0, size));
            using var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true);
            gzip.Write(plain, 0, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }

        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }

    /// <summary>Decompresses a message, and stops as soon as it is over the limit: 65 KB can hold 64 MiB.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: over the limit. INTERNAL: not gzip, or cut short.</exception>
    public static TMessage Decompress<TMessage>(ReadOnlySequence<byte> compressed, MessageParser<TMessage> parser, int limit)
        where TMessage : class, IMessage<TMessage>
    {
        var plain = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, 1024 + compressed.Length * 4));
        try
        {
            var size = 0;
            using var gzip = new GZipStream(PipeReader.Create(compressed).AsStream(), CompressionMode.Decompress);
            while (gzip.Read(plain, size, plain.Length - size) is > 0 and var read)
            {
                size += read;
                MessageSize.CheckReceived((uint)size, limit);
                if (size == plain.Length)
                {
                    Grow(ref plain);
                }
            }

            return StatedSize(compressed) == size ? MessageReader.Parse(new(plain, 0, size), parser) : throw Corrupt();
        }
        catch (InvalidDataException)
        {
            throw Corrupt();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    /// <summary>
    /// The size that the last four bytes say; GZipStream does not miss them when they are cut off. Clients that use
    /// GZipStream themselves send the empty message as no bytes at all.
    /// </summary>
    private static int StatedSize(ReadOnlySequence<byte> compressed)
    {
        if (compressed.IsEmpty)
        {
            return 0;
        }

        Span<byte> size = stackalloc byte[4];
        compressed.Slice(Math.Max(0, compressed.Length - 4)).CopyTo(size);
        return BinaryPrimitives.ReadInt32LittleEndian(size);
    }

    private static void Grow(ref byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    private static RpcException Corrupt() => new(StatusCode.Internal, "A compressed message is not whole gzip.");
}
