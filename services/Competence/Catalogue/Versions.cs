namespace Kompetanse.Competence.Catalogue;

/// <summary>Versions that each count from a date until the next one does.</summary>
internal static class Versions
{
    /// <summary>The latest version not after the date; null before the first.</summary>
    public static TVersion? InForce<TVersion>(this SortedList<DateOnly, TVersion> versions, DateOnly date)
        where TVersion : class
    {
        for (var i = versions.Count - 1; i >= 0; i--)
        {
            if (versions.GetKeyAtIndex(i) <= date)
            {
                return versions.GetValueAtIndex(i);
            }
        }

        return null;
    }
}
