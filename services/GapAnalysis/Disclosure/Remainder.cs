namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// Of the parts that a shown row is the sum of, those that are not shown. Whoever subtracts the shown parts from the sum
/// is left with these together, so they must be a group that may be seen, and in which nobody can be told apart.
/// </summary>
internal static class Remainder
{
    /// <summary>
    /// Which parts are hidden: those that are not safe; and while what is hidden could be worked out, the smallest of the
    /// others, until all are hidden. Parts of nobody are no secret.
    /// </summary>
    public static bool[] Of(IReadOnlyList<Part> parts)
    {
        var hidden = new bool[parts.Count];
        for (var i = 0; i < hidden.Length; i++)
        {
            hidden[i] = !parts[i].Group.IsEmpty && !parts[i].Group.IsSafe;
        }

        foreach (var smallest in SmallestFirst(parts, hidden))
        {
            if (IsProtected(parts, hidden))
            {
                break;
            }

            hidden[smallest] = true;
        }

        return hidden;
    }

    private static IEnumerable<int> SmallestFirst(IReadOnlyList<Part> parts, bool[] hidden) => Enumerable.Range(0, parts.Count)
        .Where(i => !hidden[i] && !parts[i].Group.IsEmpty)
        .OrderBy(i => parts[i].Group.People.Sum)
        .ThenBy(i => parts[i].Unit, StringComparer.Ordinal)
        .ToList();

    private static bool IsProtected(IReadOnlyList<Part> parts, bool[] hidden)
    {
        var (whole, together, largest) = (default(Group), default(Group), 0);
        for (var i = 0; i < hidden.Length; i++)
        {
            var group = parts[i].Group;
            whole += group;
            if (hidden[i])
            {
                together += group;
                largest = Math.Max(largest, group.People.Sum);
            }
        }

        // Five people beside the largest part: then there are several parts, and neither a person nor a few who know
        // their own levels can subtract themselves and be left with another part. Two kinds: with one, all of every part
        // would be of it; unless that is so of the whole, and shown already.
        return together.IsEmpty
            || (together.IsSafe && together.People.Sum - largest >= Group.Least && together.Kinds >= Math.Min(2, whole.Kinds));
    }

    /// <summary>One of the parts: a unit's own positions, or those of a unit below it and all below that.</summary>
    internal readonly record struct Part(string Unit, Group Group);
}
