using CsvHelper;

namespace Kompetanse.Cli.Import;

internal static class CsvOptions
{
    /// <summary>RFC 4180, where the header is read as the first row.</summary>
    public static CsvReaderOptions For(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrackLineNumbers = true,
        // Ids, dates and words repeat: each is made once.
        PoolStrings = true,
        // An unclosed quote at the start of a large file must not swallow all of it.
        MaxRecordSize = ByteScan.LongestLine,
    };
}
