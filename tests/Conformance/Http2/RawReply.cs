using System.Globalization;
using Google.Protobuf;
using Grpc.Core;

namespace Kompetanse.Conformance.Http2;

/// <summary>A reply as it came: blocks of headers with data between them, and perhaps a reset.</summary>
sealed class RawReply
{
    private readonly List<byte> _data = [];

    /// <summary>Headers, then trailers; one block alone when a status is all there is.</summary>
    public List<List<(string Name, string Value)>> Blocks { get; } = [];

    public byte[] Data => [.. _data];

    public int? ResetError { get; private set; }

    public bool Ended { get; private set; }

    public int HttpStatus => int.Parse(Find(0, ":status")!, CultureInfo.InvariantCulture);

    /// <summary>From the last block; exactly one.</summary>
    public StatusCode Status => (StatusCode)int.Parse(
        Blocks[^1].Single(header => header.Name == "grpc-status").Value, CultureInfo.InvariantCulture);

    /// <summary>As it came, percent-encoded.</summary>
    public string? Message => Find(Blocks.Count - 1, "grpc-message");

    public bool IsTrailersOnly => Blocks.Count == 1 && _data.Count == 0 && Ended && ResetError is null;

    public string? Header(string name) => Find(0, name);

    public string? Trailer(string name) => Find(Blocks.Count - 1, name);

    public void Add(Frame frame)
    {
        switch (frame.Type)
        {
            case FrameType.Headers:
                Blocks.Add(Hpack.Read(frame.Payload));
                break;
            case FrameType.Data:
                _data.AddRange(frame.Payload);
                break;
            case FrameType.ResetStream:
                ResetError = frame.Error;
                Ended = true;
                break;
        }

        Ended |= frame.EndsStream;
    }

    /// <summary>The messages of the data: the flag and the bytes of each.</summary>
    public List<(byte Flag, byte[] Bytes)> Messages()
    {
        var messages = new List<(byte, byte[])>();
        for (var rest = Data.AsSpan(); !rest.IsEmpty;)
        {
            var length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(rest[1..]);
            messages.Add((rest[0], rest.Slice(5, length).ToArray()));
            rest = rest[(5 + length)..];
        }

        return messages;
    }

    /// <summary>The only message, uncompressed.</summary>
    public TMessage Parse<TMessage>(MessageParser<TMessage> parser)
        where TMessage : IMessage<TMessage> => parser.ParseFrom(Messages().ShouldHaveSingleItem().Bytes);

    private string? Find(int block, string name) =>
        Blocks[block].Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault();
}
