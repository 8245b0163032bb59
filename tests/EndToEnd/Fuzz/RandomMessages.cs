using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Kompetanse.EndToEnd.Fuzz;

/// <summary>Messages of any type with anything in their fields: much that fits by chance, and much that never does.</summary>
internal sealed class RandomMessages(int seed)
{
    const int Deepest = 4;

    /// <summary>Few, so that messages name what others have made.</summary>
    static readonly string[] Texts =
    [
        "", "a", "b", "k1", "r1", "u1", "e1", "NAV", "2024-01-01", "2026-02-30", "9999-12-31", "0001-01-01", "Navn", "*", "name", "level",
        "a@b.no", "../..", "'; drop table entry; --", "\u0000", "\ud7ff\u200b", "😈", "12057900499", "https://example.no/k1",
    ];

    static readonly double[] Numbers = [0, 1, 0.5, 1.2, 1.3, -1, double.NaN, double.PositiveInfinity, double.MinValue, double.Epsilon];

    readonly Random random = new(seed);

    public IMessage Make(MessageDescriptor type) => Make(type, 0);

    /// <summary>As it travels, and then with a few bits turned.</summary>
    public byte[] Mutated(IMessage message)
    {
        var bytes = message.ToByteArray();
        for (var count = bytes.Length == 0 ? 0 : 1 + random.Next(3); count > 0; count--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    public int Next(int below) => random.Next(below);

    IMessage Make(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder().Where(_ => random.Next(4) > 0))
        {
            Fill(message, field, depth);
        }

        return message;
    }

    void Fill(IMessage message, FieldDescriptor field, int depth)
    {
        if (field.FieldType == FieldType.Message && depth == Deepest) return;
        if (field.IsMap) return;
        if (field.IsRepeated)
        {
            var list = (System.Collections.IList)field.Accessor.GetValue(message);
            for (var count = random.Next(4); count > 0; count--) list.Add(Value(field, depth));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, depth));
        }
    }

    object Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => Make(field.MessageType, depth + 1),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(8) == 0 ? random.Next() : random.Next(6)),
        FieldType.String => Text(),
        FieldType.Bytes => ByteString.CopyFromUtf8(Text()),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Double => Numbers[random.Next(Numbers.Length)],
        FieldType.Float => (float)Numbers[random.Next(Numbers.Length)],
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Whole(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Whole(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Whole(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Whole(),
        _ => throw new NotSupportedException(field.FieldType.ToString()),
    };

    string Text() => random.Next(20) == 0 ? new string('x', random.Next(5000)) : Texts[random.Next(Texts.Length)];

    long Whole() => random.Next(6) == 0 ? random.NextInt64(long.MinValue, long.MaxValue) : random.Next(-1, 7);
}
