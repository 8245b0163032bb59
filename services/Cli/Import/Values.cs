using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Kompetanse.Cli.Import;

/// <summary>Values of a row as numbers, dates and fixed words. What can't be read is a fault, and reads as a default.</summary>
internal static class Values
{
    public static int Integer(this CsvRows row, Column column)
    {
        var bytes = row.Bytes(column);
        if (Utf8Parser.TryParse(bytes, out int value, out var used) && used == bytes.Length) return value;
        if (bytes.IsEmpty) row.Fault(column, FaultReason.MissingValue, "MissingValue");
        else row.Fault(column, FaultReason.BadNumber, "BadInteger", Shown(bytes));
        return 0;
    }

    /// <summary>A number with a point; in a file with semicolons a comma is the decimal sign too, as Norwegian Excel has it.</summary>
    public static double Decimal(this CsvRows row, Column column)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var bytes = row.Bytes(column);
        if (row.DecimalComma && bytes.IndexOf((byte)',') is >= 0 and var comma)
        {
            var pointed = bytes.ToArray();
            pointed[comma] = (byte)'.';
            bytes = pointed;
        }

        if (double.TryParse(bytes, Style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
            return value;
        if (bytes.IsEmpty) row.Fault(column, FaultReason.MissingValue, "MissingValue");
        else row.Fault(column, FaultReason.BadNumber, "BadDecimal", Shown(row.Bytes(column)));
        return 0;
    }

    public static string Date(this CsvRows row, Column column)
    {
        if (!row.Bytes(column).IsEmpty) return row.OptionalDate(column);
        row.Fault(column, FaultReason.MissingValue, "MissingValue");
        return "";
    }

    public static string OptionalDate(this CsvRows row, Column column)
    {
        var bytes = row.Bytes(column);
        if (!bytes.IsEmpty && !IsDate(bytes)) row.Fault(column, FaultReason.BadDate, "BadDate", Shown(bytes));
        return row.Text(column);
    }

    public static T Word<T>(this CsvRows row, Column column, Words<T> words)
    {
        var bytes = row.Bytes(column);
        if (words.TryRead(bytes, out var value)) return value;
        if (bytes.IsEmpty) row.Fault(column, FaultReason.MissingValue, "MissingValue");
        else row.Fault(column, FaultReason.BadValue, "BadValue", Shown(bytes), words.Allowed);
        return default!;
    }

    public static T OptionalWord<T>(this CsvRows row, Column column, Words<T> words) =>
        row.Bytes(column).IsEmpty ? default! : row.Word(column, words);

    // YYYY-MM-DD, a day that exists.
    static bool IsDate(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 10 && bytes[4] == '-' && bytes[7] == '-'
        && Digits(bytes[..4]) is >= 1 and var year
        && Digits(bytes[5..7]) is >= 1 and <= 12 and var month
        && Digits(bytes[8..]) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month);

    static int Digits(ReadOnlySpan<byte> bytes)
    {
        var value = 0;
        foreach (var b in bytes)
        {
            if (b is < (byte)'0' or > (byte)'9') return -1;
            value = (value * 10) + b - '0';
        }

        return value;
    }

    // Enough of a value to recognise it.
    static string Shown(ReadOnlySpan<byte> bytes)
    {
        const int Most = 40;
        var text = Encoding.UTF8.GetString(bytes);
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
