using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Kompetanse.ClusterTests.Boundary;

/// <summary>Messages of any type with anything in their fields.</summary>
sealed class RandomMessages(int seed)
{
    private const int Deepest = 4;

    private static readonly string[] s_texts = ["", "a", "k1", "2026-02-30", "Navn Navnesen", "æøå", "\u0000", "\ud7ff\u200b", "😈"];

    private static readonly double[] s_numbers = [0, 0.5, -1, double.NaN, double.PositiveInfinity, double.MinValue, double.Epsilon];

    private readonly Random _random = new(seed);

    public IMessage Make(MessageDescriptor type) => Make(type, 0);

    private IMessage Make(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder().Where(_ => _random.Next(4) > 0))
        {
            Fill(message, field, depth);
        }

        return message;
    }

    private void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.FieldType == FieldType.Message && (depth == Deepest || field.IsMap))
        {
            return;
        }

        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Value(field, depth));
            return;
        }

        var list = (System.Collections.IList)field.Accessor.GetValue(message);
        for (var count = _random.Next(4); count > 0; count--)
        {
            list.Add(Value(field, depth));
        }
    }

    private object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Make(field.MessageType, depth + 1),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, _random.Next(8) == 0 ? _random.Next() : _random.Next(6)),
        FieldType.String => Text(),
        FieldType.Bytes => ByteString.CopyFromUtf8(Text()),
        FieldType.Bool => _random.Next(2) == 0,
        FieldType.Double => s_numbers[_random.Next(s_numbers.Length)],
        FieldType.Float => (float)s_numbers[_random.Next(s_numbers.Length)],
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Whole(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Whole(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Whole(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Whole(),
        _ => throw new NotSupportedException(field.FieldType.ToString()),
    };

    /// <summary>Now and then one that is longer than any buffer.</summary>
    private string Text() => _random.Next(20) == 0 ? new string('x', _random.Next(50_000)) : s_texts[_random.Next(s_texts.Length)];

    private long Whole() => _random.Next(6) == 0 ? _random.NextInt64(long.MinValue, long.MaxValue) : _random.Next(-1, 7);
}
