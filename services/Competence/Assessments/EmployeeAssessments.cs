namespace Kompetanse.Competence.Assessments;

/// <summary>
/// All assessments of one employee, and what they say about any date. Never changed: recording more makes a new one.
/// </summary>
public sealed class EmployeeAssessments
{
    private readonly Assessment[] _inOrder;
    private readonly LevelHistory?[] _histories = new LevelHistory?[LevelBasisCount];

    private const int LevelBasisCount = 4;

    private EmployeeAssessments(Assessment[] inOrder) => _inOrder = inOrder;

    /// <summary>Nothing assessed yet.</summary>
    public static EmployeeAssessments None { get; } = new([]);

    /// <summary>By competence, basis, date and end; of the same assessment only what stands.</summary>
    public ReadOnlySpan<Assessment> InOrder => _inOrder;

    /// <summary>
    /// With more recorded, in one decision. Of several that are the same assessment the highest level stands; one that
    /// was recorded before gives way.
    /// </summary>
    internal EmployeeAssessments With(Span<Assessment> recorded)
    {
        recorded.Sort(static (a, b) => a.CompareTo(b) is var order and not 0 ? order : b.Level.CompareTo(a.Level));
        var merged = new List<Assessment>(_inOrder.Length + recorded.Length);
        var earlier = 0;
        foreach (var assessment in recorded)
        {
            if (merged.Count > 0 && merged[^1].IsSameAs(assessment))
            {
                continue;
            }

            while (earlier < _inOrder.Length && _inOrder[earlier].CompareTo(assessment) < 0)
            {
                merged.Add(_inOrder[earlier++]);
            }

            if (earlier < _inOrder.Length && _inOrder[earlier].IsSameAs(assessment))
            {
                earlier++;
            }

            merged.Add(assessment);
        }

        merged.AddRange(_inOrder.AsSpan(earlier));
        return new EmployeeAssessments([.. merged]);
    }

    /// <summary>What stands as the same assessment as another; null when there is none.</summary>
    public Assessment? Find(Assessment same)
    {
        var place = Array.BinarySearch(_inOrder, same);
        return place < 0 ? null : _inOrder[place];
    }

    /// <summary>The levels over time, read from the assessments of a basis.</summary>
    public LevelHistory HistoryOn(LevelBasis basis) =>
        _histories[(int)basis] ??= LevelHistory.Of(_inOrder, basis);
}
