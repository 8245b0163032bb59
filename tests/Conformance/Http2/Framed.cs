using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace Kompetanse.Conformance.Http2;

/// <summary>Messages with their flag and length, as they travel.</summary>
static class Framed
{
    public static byte[] Message(IMessage message) => Bytes(0, message.ToByteArray());

    public static byte[] Bytes(byte flag, byte[] bytes) => Declared(flag, (uint)bytes.Length, bytes);

    /// <summary>With a length that need not be true.</summary>
    public static byte[] Declared(byte flag, uint length, byte[] bytes)
    {
        var framed = new byte[5 + bytes.Length];
        framed[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(1), length);
        bytes.CopyTo(framed, 5);
        return framed;
    }

    public static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    public static byte[] Gunzip(byte[] compressed)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
