using CsvHelper;

namespace Kompetanse.Cli.Import;

/// <summary>
/// The rows of a file, one at a time. A value that can't be read becomes a fault, and the row is then not
/// <see cref="Sound"/>; reading goes on, so that a run tells of many faults.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    readonly CsvFile file;
    readonly FaultList faults;
    readonly CsvReader reader;
    CsvMalformedRecord? malformed;

    public CsvRows(CsvFile file, Stream stream, FaultList faults)
    {
        this.file = file;
        this.faults = faults;
        reader = CsvReader.Create(
            stream, CsvOptions.For(file.Separator) with { OnMalformedRecord = found => malformed ??= found });
        reader.Read();
    }

    /// <summary>Physical line where the row starts.</summary>
    public int Line => (int)reader.LineNumber;

    /// <summary>Whether every value read of the row so far could be read.</summary>
    public bool Sound { get; private set; }

    /// <summary>Rows read, those with faults too.</summary>
    public int Count { get; private set; }

    public bool DecimalComma => file.Separator == ';';

    public Column Column(string name) => file.Column(name);

    /// <summary>Goes to the next row that has as many fields as the header.</summary>
    public bool Next()
    {
        while (!faults.Full && Advance())
        {
            Count++;
            Sound = true;
            if (malformed is { } found) Malformed(found);
            else if (reader.FieldCount != file.Columns.Length) WrongFieldCount();
            else return true;
        }

        return false;
    }

    public ReadOnlySpan<byte> Bytes(Column column) => column.Exists ? reader.GetSpan(column.Field) : default;

    /// <summary>The value; equal values of a column are the same string.</summary>
    public string Text(Column column) => column.Exists ? reader.GetString(column.Field) : "";

    public string Required(Column column)
    {
        if (!Bytes(column).IsEmpty) return Text(column);
        Fault(column, FaultReason.MissingValue, "MissingValue");
        return "";
    }

    public void Fault(Column column, string reason, string textKey, params object[] arguments)
    {
        Sound = false;
        faults.Add(new(reason, new Place(file.Name, Line, column.Field + 1, column.Name), textKey, arguments));
    }

    public void Dispose() => reader.Dispose();

    bool Advance()
    {
        malformed = null;
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException e)
        {
            // Every line is short enough, so a row that is too long is one whose quote is not closed.
            faults.Add(new(FaultReason.BadQuotes, new Place(file.Name, (int)e.LineNumber), "OpenQuote"));
            return false;
        }
    }

    void Malformed(CsvMalformedRecord found)
    {
        var column = found.Reason == CsvMalformedReason.UnterminatedQuote
            ? reader.FieldCount
            : 1 + SeparatorsBefore((int)(found.ByteOffset - reader.ByteOffset));
        var name = column <= file.Columns.Length ? file.Columns[column - 1] : "";
        var text = found.Reason == CsvMalformedReason.UnterminatedQuote ? "OpenQuote" : "StrayQuote";
        faults.Add(new(FaultReason.BadQuotes, new Place(file.Name, Line, column, name), text));
    }

    int SeparatorsBefore(int offset)
    {
        var (separators, quoted) = (0, false);
        foreach (var b in reader.RawRecord[..Math.Clamp(offset, 0, reader.RawRecord.Length)])
        {
            if (b == '"') quoted = !quoted;
            else if (b == file.Separator && !quoted) separators++;
        }

        return separators;
    }

    void WrongFieldCount() => faults.Add(new(
        FaultReason.WrongFieldCount, new Place(file.Name, Line), "WrongFieldCount", reader.FieldCount,
        file.Columns.Length));
}
