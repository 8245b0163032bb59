namespace Kompetanse.Cli.Import.Rows;

/// <summary>A message, and the lines it was made from.</summary>
/// <param name="Line">Of the row, or of the first row of a group.</param>
/// <param name="Members">Of the rows of a group, in the order of the message's members; null when it is made from one row.</param>
internal readonly record struct Placed<T>(T Message, int Line, List<int>? Members = null);

/// <summary>Collects rows that together are one message, wherever in the file they stand.</summary>
internal sealed class Grouping<TKey, T>(CsvRows rows, Column unique)
    where TKey : notnull
{
    readonly Dictionary<TKey, int> places = [];
    readonly Dictionary<(TKey Key, string Member), int> seen = [];
    readonly List<Placed<T>> groups = [];

    public IReadOnlyList<Placed<T>> Groups => groups;

    /// <summary>The message that the present row belongs to; null, and a fault, when the group has the member already.</summary>
    public T? Place(TKey key, string member, Func<T> create)
    {
        if (!seen.TryAdd((key, member), rows.Line))
        {
            rows.Fault(unique, FaultReason.DuplicateRow, "DuplicateRow", seen[(key, member)]);
            return default;
        }

        if (!places.TryGetValue(key, out var place))
        {
            places.Add(key, place = groups.Count);
            groups.Add(new(create(), rows.Line, []));
        }

        groups[place].Members!.Add(rows.Line);
        return groups[place].Message;
    }
}
