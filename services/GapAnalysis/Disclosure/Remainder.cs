namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// Of the parts that a shown row is the sum of, those that are not shown. Whoever subtracts the shown parts from the sum
/// is left with these together, so they must be a group that may be seen, in which no part can be told apart; not even by
/// one who knows this rule and asks himself why a part is hidden.
/// </summary>
internal static class Remainder
{
    /// <summary>
    /// Which parts are hidden. They are shown and hidden in bundles: the bundles in which a part is not safe, and while
    /// what is hidden together may not be seen, the smallest of the others.
    /// </summary>
    public static bool[] Of(IReadOnlyList<Part> parts)
    {
        var bundles = BundlesOf(parts);
        var hidden = bundles.ConvertAll(bundle => bundle.Exists(part => !parts[part].Group.IsSafe));
        for (var next = hidden.IndexOf(false); next >= 0 && !IsProtected(parts, bundles, hidden); next = hidden.IndexOf(false))
        {
            hidden[next] = true;
        }

        var isHidden = new bool[parts.Count];
        foreach (var part in bundles.Where((_, i) => hidden[i]).SelectMany(bundle => bundle))
        {
            isHidden[part] = true;
        }

        return isHidden;
    }

    /// <summary>
    /// The parts with anybody in them, smallest first, in bundles of as many as it takes that each has five people beside
    /// its largest part: so that not even a few people who know their own levels can subtract themselves and be left
    /// with another part. How large parts are is no secret, so the bundles tell nothing of levels; that one is hidden
    /// tells that some part in it is not safe, but not which.
    /// </summary>
    private static List<List<int>> BundlesOf(IReadOnlyList<Part> parts)
    {
        var bundles = new List<List<int>>();
        var open = new List<int>();
        var smallestFirst = Enumerable.Range(0, parts.Count)
            .Where(part => !parts[part].Group.IsEmpty)
            .OrderBy(People)
            .ThenBy(part => parts[part].Unit, StringComparer.Ordinal);
        foreach (var part in smallestFirst)
        {
            open.Add(part);
            if (open.Sum(People) - People(part) >= Group.Least)
            {
                bundles.Add(open);
                open = [];
            }
        }

        // The largest may be too few for a bundle of their own.
        if (bundles.Count == 0)
        {
            bundles.Add([]);
        }

        bundles[^1].AddRange(open);
        return bundles;

        int People(int part) => parts[part].Group.People.Sum;
    }

    /// <summary>
    /// Whether the hidden parts together may be seen. With two kinds among them: were all of one kind, all of each part
    /// would be; unless that is so of the whole, and shown already.
    /// </summary>
    private static bool IsProtected(IReadOnlyList<Part> parts, List<List<int>> bundles, List<bool> hidden)
    {
        var (whole, together) = (default(Group), default(Group));
        for (var i = 0; i < hidden.Count; i++)
        {
            foreach (var part in bundles[i])
            {
                whole += parts[part].Group;
                together += hidden[i] ? parts[part].Group : default;
            }
        }

        return together.IsEmpty || (together.IsSafe && together.Kinds >= Math.Min(2, whole.Kinds));
    }

    /// <summary>One of the parts: a unit's own positions, or those of a unit below it and all below that.</summary>
    internal readonly record struct Part(string Unit, Group Group);
}
