namespace Kompetanse.Competence;

/// <summary>Days from a start up to, not including, an end.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The first day after; null: open.</param>
public readonly record struct Period(DateOnly From, DateOnly? To)
{
    /// <summary>The period of ISO dates that were checked before; an empty end is open.</summary>
    public static Period Parse(string from, string to) =>
        new(Dates.Parse(from), to.Length == 0 ? null : Dates.Parse(to));

    /// <summary>Whether the day is in the period.</summary>
    public bool Contains(DateOnly day) => From <= day && (To is not { } to || day < to);

    /// <summary>Whether the periods share a day.</summary>
    public bool Overlaps(Period other) =>
        (other.To is not { } otherEnd || From < otherEnd) && (To is not { } end || other.From < end);
}
