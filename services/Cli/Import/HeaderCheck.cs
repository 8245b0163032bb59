using CsvHelper;

namespace Kompetanse.Cli.Import;

/// <summary>Finds a file's separator and columns, and what is wrong with them.</summary>
internal static class HeaderCheck
{
    /// <summary>The header as fields; null for a file without one.</summary>
    public static (string[] Columns, int Line)? Read(Stream stream, char separator)
    {
        using var reader = CsvReader.Create(stream, CsvOptions.For(separator));
        if (!reader.Read()) return null;
        var columns = new string[reader.FieldCount];
        for (var i = 0; i < columns.Length; i++) columns[i] = reader.GetString(i).Trim();
        return (columns, (int)reader.LineNumber);
    }

    /// <summary>Semicolon when the first line has more of them than of commas: header names hold neither.</summary>
    public static char Separator(ReadOnlySpan<byte> start)
    {
        var line = start.TrimStart("\uFEFF\r\n"u8);
        if (line.IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var end) line = line[..end];
        return line.Count((byte)';') > line.Count((byte)',') ? ';' : ',';
    }

    public static IEnumerable<Fault> Faults(CsvSchema schema, string[] columns, int line)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var place = new Place(schema.File, line, i + 1, columns[i]);
            if (!schema.Has(columns[i]))
                yield return new(FaultReason.WrongColumns, place, "UnknownColumn", columns[i], Expected(schema));
            else if (Array.IndexOf(columns, columns[i]) < i)
                yield return new(FaultReason.WrongColumns, place, "RepeatedColumn", columns[i]);
        }

        if (schema.Required.Except(columns).ToArray() is { Length: > 0 } missing)
        {
            yield return new(
                FaultReason.WrongColumns, new Place(schema.File, line), "MissingColumns", string.Join(", ", missing),
                Expected(schema));
        }
    }

    static string Expected(CsvSchema schema) => string.Join(',', schema.Required);
}
