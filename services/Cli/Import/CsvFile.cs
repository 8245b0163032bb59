using System.IO.Compression;

namespace Kompetanse.Cli.Import;

/// <summary>A file whose bytes and header have been checked: what is needed to read its rows.</summary>
/// <param name="Columns">The header, as it stands in the file.</param>
/// <param name="Lines">Physical lines, to tell how far the reading has come.</param>
internal sealed record CsvFile(CsvSchema Schema, string Path, char Separator, string[] Columns, int Lines)
{
    public string Name => Schema.File;

    public Stream Open() => OpenRead(Path);

    /// <summary>The file's bytes, unpacked when it is a .gz. Without a buffer: who reads it has one.</summary>
    public static Stream OpenRead(string path)
    {
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public Column Column(string name) => new(name, Array.IndexOf(Columns, name));

    public Place PlaceOf(int line, string column) =>
        Array.IndexOf(Columns, column) is >= 0 and var field ? new(Name, line, field + 1, column) : new(Name, line);
}

/// <summary>A column of one file. An optional column that the file lacks reads as empty.</summary>
internal readonly record struct Column(string Name, int Field)
{
    public bool Exists => Field >= 0;
}
