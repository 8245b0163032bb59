using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Import;

/// <summary>What is wrong with the input, where, and which text tells it.</summary>
/// <param name="Reason">Stable, for programs: one of <see cref="FaultReason"/> or the server's own.</param>
internal sealed record Fault(string Reason, Place Place, string TextKey, params object[] Arguments)
{
    /// <summary>A refusal that the server has worded already.</summary>
    public static Fault FromServer(string reason, Place place, string message) => new(reason, place, "AsItIs", message);

    /// <summary>`assessments.csv:12:4 (level): … [BAD_NUMBER]`, which editors and people can follow.</summary>
    public string Describe(Texts texts) => $"{Place}: {texts[TextKey, Arguments]} [{Reason}]";
}

/// <summary>Where in the input.</summary>
/// <param name="File">Its name, or the folder's.</param>
/// <param name="Line">Physical line, from 1; 0: the file as a whole.</param>
/// <param name="Column">Field of the row, from 1; 0: the row as a whole.</param>
/// <param name="ColumnName">As in the header.</param>
internal readonly record struct Place(string File, int Line = 0, int Column = 0, string ColumnName = "")
{
    public override string ToString() => (Line, Column, ColumnName) switch
    {
        (0, _, _) => File,
        (_, 0, _) => $"{File}:{Line}",
        (_, _, "") => $"{File}:{Line}:{Column}",
        _ => $"{File}:{Line}:{Column} ({ColumnName})",
    };
}

internal static class FaultReason
{
    public const string MissingFile = "MISSING_FILE";
    public const string NothingToImport = "NOTHING_TO_IMPORT";
    public const string UnreadableFile = "UNREADABLE_FILE";
    public const string EmptyFile = "EMPTY_FILE";
    public const string NotUtf8 = "NOT_UTF8";
    public const string LineTooLong = "LINE_TOO_LONG";
    public const string WrongColumns = "WRONG_COLUMNS";
    public const string WrongFieldCount = "WRONG_FIELD_COUNT";
    public const string BadQuotes = "BAD_QUOTES";
    public const string MissingValue = "MISSING_VALUE";
    public const string BadNumber = "BAD_NUMBER";
    public const string BadDate = "BAD_DATE";
    public const string BadValue = "BAD_VALUE";
    public const string DuplicateRow = "DUPLICATE_ROW";
    public const string UnknownId = "UNKNOWN_ID";
}
