namespace Kompetanse.Competence.Assessments;

/// <summary>
/// All assessments of one employee, and what they say about any date. Never changed: recording more makes a new one.
/// </summary>
public sealed class EmployeeAssessments
{
    private readonly Assessment[] _inOrder;
    private LevelHistory _best, _self, _agreed, _verified;

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

    /// <summary>With a verification that ends earlier than it said; one that ends the day it began is gone.</summary>
    internal EmployeeAssessments Ended(Assessment same, int end)
    {
        var place = Array.BinarySearch(_inOrder, same);
        if (place < 0)
        {
            return this;
        }

        var rest = new EmployeeAssessments([.. _inOrder[..place], .. _inOrder[(place + 1)..]]);
        return end > same.Date ? rest.With([_inOrder[place] with { ValidUntil = end, Revision = same.Revision }]) : rest;
    }

    /// <summary>What stands as the same assessment as another; null when there is none.</summary>
    public Assessment? Find(Assessment same)
    {
        var place = Array.BinarySearch(_inOrder, same);
        return place < 0 ? null : _inOrder[place];
    }

    /// <summary>The levels over time, read from the assessments of a basis. Worked out when first asked for.</summary>
    public LevelHistory HistoryOn(LevelBasis basis)
    {
        ref var history = ref Of(basis);
        if (!history.IsMade)
        {
            history = LevelHistory.Of(_inOrder, basis);
        }

        return history;
    }

    private ref LevelHistory Of(LevelBasis basis)
    {
        switch (basis)
        {
            case LevelBasis.Best:
                return ref _best;
            case LevelBasis.Self:
                return ref _self;
            case LevelBasis.Agreed:
                return ref _agreed;
            default:
                return ref _verified;
        }
    }
}
