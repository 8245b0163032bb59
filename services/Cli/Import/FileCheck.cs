namespace Kompetanse.Cli.Import;

/// <summary>The first pass over a file: bytes, lines and header, before anything is sent.</summary>
internal static class FileCheck
{
    /// <summary>The file, ready to be read; null when faults were found and added.</summary>
    public static CsvFile? Check(CsvSchema schema, string path, FaultList faults)
    {
        try
        {
            var separator = HeaderCheck.Separator(Start(path));
            var scan = new ByteScan(schema.File);
            using (var stream = CsvFile.OpenRead(path))
            {
                if (scan.Scan(stream) is { } fault)
                {
                    faults.Add(scan.FaultyPart is { } part ? InColumn(fault, part, path, separator) : fault);
                    return null;
                }
            }

            return Header(schema, path, separator, scan.Lines, faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            faults.Add(new(FaultReason.UnreadableFile, new Place(schema.File), "UnreadableFile", e.Message));
            return null;
        }
    }

    static CsvFile? Header(CsvSchema schema, string path, char separator, int lines, FaultList faults)
    {
        if (ReadHeader(path, separator) is not var (columns, line))
        {
            faults.Add(new(FaultReason.EmptyFile, new Place(schema.File), "EmptyFile", string.Join(',', schema.Required)));
            return null;
        }

        var wrong = HeaderCheck.Faults(schema, columns, line).ToList();
        wrong.ForEach(faults.Add);
        return wrong.Count == 0 ? new CsvFile(schema, path, separator, columns, lines) : null;
    }

    // The field of a byte that is no character: the separators before it on its line, outside quotes.
    static Fault InColumn(Fault fault, (long LineStart, int Length) part, string path, char separator)
    {
        var (field, quoted) = (0, false);
        foreach (var b in StartOfLine(part, path))
        {
            if (b == '"') quoted = !quoted;
            else if (b == separator && !quoted) field++;
        }

        var columns = ReadHeader(path, separator)?.Columns ?? [];
        // The header itself may be what is not UTF-8: the reader then has U+FFFD in a name.
        var name = field < columns.Length && !columns[field].Contains('\uFFFD', StringComparison.Ordinal)
            ? columns[field]
            : "";
        return fault with { Place = fault.Place with { Column = field + 1, ColumnName = name } };
    }

    static byte[] StartOfLine((long LineStart, int Length) part, string path)
    {
        using var stream = CsvFile.OpenRead(path);
        var skipped = new byte[8192];
        for (var left = part.LineStart; left > 0;)
            left -= stream.ReadAtLeast(skipped.AsSpan(0, (int)Math.Min(left, skipped.Length)), 1);
        var line = new byte[part.Length];
        stream.ReadExactly(line);
        return line;
    }

    static (string[] Columns, int Line)? ReadHeader(string path, char separator)
    {
        using var stream = CsvFile.OpenRead(path);
        return HeaderCheck.Read(stream, separator);
    }

    static byte[] Start(string path)
    {
        using var stream = CsvFile.OpenRead(path);
        var start = new byte[4096];
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
