using System.Buffers;
using System.Collections.Concurrent;
using Google.Protobuf;
using Orleans;
using Orleans.Serialization;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Kompetanse.Platform.Cluster;

/// <summary>
/// Protobuf messages between silos: the full name of the message's type and its bytes. Inside a silo nothing is copied, as a
/// message that was sent is nobody's to change.
/// </summary>
[Alias(Alias)]
public sealed class ProtobufCodec : IGeneralizedCodec, IGeneralizedCopier, ITypeFilter
{
    /// <summary>What marks a message between silos.</summary>
    public const string Alias = "kompetanse.protobuf";

    private static readonly ConcurrentDictionary<string, MessageParser> s_parsers = new(StringComparer.Ordinal);

    /// <inheritdoc cref="IGeneralizedCodec.IsSupportedType"/>
    public bool IsSupportedType(Type type) =>
        type == typeof(ProtobufCodec) || (typeof(IMessage).IsAssignableFrom(type) && type is { IsClass: true, IsAbstract: false });

    /// <inheritdoc/>
    public bool? IsTypeAllowed(Type type) => IsSupportedType(type) ? true : null;

    /// <inheritdoc/>
    public object? DeepCopy(object? input, CopyContext context) => input;

    /// <inheritdoc/>
    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type? expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (ReferenceCodec.TryWriteReferenceField(ref writer, fieldIdDelta, expectedType!, value))
        {
            return;
        }

        var message = (IMessage)value!;
        // Whoever reads is not told which type is expected, so that it must be said.
        writer.WriteFieldHeader(fieldIdDelta, expectedType!, typeof(ProtobufCodec), WireType.TagDelimited);
        StringCodec.WriteField(ref writer, 0, message.Descriptor.FullName);
        ByteArrayCodec.WriteField(ref writer, 1, message.ToByteArray());
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public object? ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.IsReference)
        {
            return ReferenceCodec.ReadReference<object, TInput>(ref reader, field);
        }

        field.EnsureWireTypeTagDelimited();
        var place = ReferenceCodec.CreateRecordPlaceholder(reader.Session);
        var (name, bytes) = ("", Array.Empty<byte>());
        for (uint id = 0; ;)
        {
            var header = reader.ReadFieldHeader();
            if (header.IsEndBaseOrEndObject)
            {
                break;
            }

            id += header.FieldIdDelta;
            switch (id)
            {
                case 0:
                    name = StringCodec.ReadValue(ref reader, header);
                    break;
                case 1:
                    bytes = ByteArrayCodec.ReadValue(ref reader, header);
                    break;
                default:
                    reader.ConsumeUnknownField(header);
                    break;
            }
        }

        var message = ParserOf(name!).ParseFrom(bytes);
        ReferenceCodec.RecordObject(reader.Session, message, place);
        return message;
    }

    private static MessageParser ParserOf(string name) => s_parsers.GetOrAdd(name, static wanted =>
        (from assembly in AppDomain.CurrentDomain.GetAssemblies()
         where assembly.GetReferencedAssemblies().Any(reference => reference.Name == typeof(IMessage).Assembly.GetName().Name)
             || assembly == typeof(IMessage).Assembly
         from type in assembly.GetTypes()
         where type is { IsClass: true, IsAbstract: false } && typeof(IMessage).IsAssignableFrom(type) && type.GetConstructor([]) is not null
         let descriptor = ((IMessage)Activator.CreateInstance(type)!).Descriptor
         where descriptor.FullName == wanted
         select descriptor.Parser).FirstOrDefault()
        ?? throw new InvalidOperationException($"This silo knows no message {wanted}."));
}
