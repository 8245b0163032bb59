using Google.Protobuf;
using Orleans.Storage;

namespace Kompetanse.Platform.Storage;

/// <summary>
/// Stores a state as the bytes of its message and nothing else: no name of a class, so that classes can be renamed and
/// anybody can read what is stored with the .proto file.
/// </summary>
/// <remarks>
/// A message without any field set has no bytes, which Azure's provider can't tell from a blob that was cleared: it reads
/// the message back, with its ETag, but says that no record exists.
/// </remarks>
public sealed class ProtobufGrainStorageSerializer : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => (object?)input switch
    {
        IMessage message => new BinaryData(message.ToByteArray()),
        null => throw new ArgumentNullException(nameof(input)),
        _ => throw NoMessage<T>(),
    };

    /// <inheritdoc/>
    /// <exception cref="StorageUnavailableException">The bytes are no such message.</exception>
    public T Deserialize<T>(BinaryData input)
    {
        var parser = Message<T>.Parser ?? throw NoMessage<T>();
        try
        {
            return (T)parser.ParseFrom(input.ToMemory().Span);
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new StorageUnavailableException(StorageReasons.Damaged, damaged);
        }
    }

    static NotSupportedException NoMessage<T>() =>
        new($"Grains are stored as protobuf messages: the state {typeof(T)} must be a message, or hold its data in one.");

    /// <summary>The parser of a type, found once; null for what is no message.</summary>
    static class Message<T>
    {
        public static readonly MessageParser? Parser = typeof(T).IsAssignableTo(typeof(IMessage))
            ? ((IMessage)Activator.CreateInstance<T>()!).Descriptor.Parser
            : null;
    }
}
