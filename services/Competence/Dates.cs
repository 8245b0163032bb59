using System.Globalization;

namespace Kompetanse.Competence;

/// <summary>Dates as texts and as numbers.</summary>
public static class Dates
{
    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Reads an ISO date, <c>2026-01-31</c>.</summary>
    public static bool TryParse(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Reads an ISO date that was checked before.</summary>
    public static DateOnly Parse(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The ISO text of a date.</summary>
    public static string ToIso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Days since 1970-01-01.</summary>
    public static int ToEpochDay(this DateOnly date) => date.DayNumber - UnixEpoch;

    /// <summary>The day number of a day counted from 1970-01-01.</summary>
    public static int DayNumberOfEpochDay(int epochDay) => epochDay + UnixEpoch;
}
