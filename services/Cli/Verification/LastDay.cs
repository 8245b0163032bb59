using System.Globalization;

namespace Kompetanse.Cli.Verification;

/// <summary>Ends are the first day that no longer counts; people are told the last that does.</summary>
internal static class LastDay
{
    /// <summary>The ISO date of the day before an end; what is not a date stands as it is.</summary>
    public static string Before(string end) =>
        DateOnly.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date > DateOnly.MinValue
            ? date.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : end;
}
