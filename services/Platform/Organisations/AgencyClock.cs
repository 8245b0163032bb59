namespace Kompetanse.Platform.Organisations;

/// <summary>The time where the agency is. Dates in rules and reports are local to Europe/Oslo.</summary>
/// <param name="time">Where the time is read from.</param>
public sealed class AgencyClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>The present instant, UTC.</summary>
    public DateTimeOffset Now() => time.GetUtcNow();

    /// <summary>The present date in Oslo.</summary>
    public DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), Oslo).DateTime);
}
