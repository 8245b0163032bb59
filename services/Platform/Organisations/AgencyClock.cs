namespace Kompetanse.Platform.Organisations;

/// <summary>The time where the agency is. Dates in rules and reports are local to Europe/Oslo.</summary>
/// <param name="time">Where the time is read from.</param>
public sealed class AgencyClock(TimeProvider time)
{
    private static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    /// <summary>The present instant, UTC.</summary>
    public DateTimeOffset Now() => time.GetUtcNow();

    /// <summary>The present date in Oslo.</summary>
    public DateOnly Today() => DateOf(time.GetUtcNow().UtcDateTime);

    /// <summary>Where the time is read from.</summary>
    public TimeProvider Time => time;

    /// <summary>How long the present date in Oslo lasts.</summary>
    public TimeSpan UntilTomorrow()
    {
        // Read once: between two readings it may have become tomorrow.
        var now = time.GetUtcNow();
        var midnight = DateOf(now.UtcDateTime).AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Oslo.GetUtcOffset(midnight)) - now;
    }

    /// <summary>The date in Oslo at an instant.</summary>
    /// <param name="utc">The instant, UTC.</param>
    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, Oslo));
}
