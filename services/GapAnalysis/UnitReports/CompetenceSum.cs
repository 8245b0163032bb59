using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>A row by competence while it is counted.</summary>
internal sealed class CompetenceSum
{
    /// <summary>Of how many each level is required.</summary>
    private readonly int[] _requiredOf = new int[Levels.Highest + 1];

    private Figures _figures;

    /// <summary>Adds the positions of one profile, of which one level is required.</summary>
    public void Add(Figures figures, int required)
    {
        _figures = _figures.Plus(figures);
        _requiredOf[required] += figures.Positions;
    }

    /// <summary>
    /// Takes an employee's positions that expect the competence out again, and counts the employee once: with their
    /// shares together, at the highest requirement, and of equal ones the heaviest.
    /// </summary>
    public void CountOnce(
        Competence.Catalogue.Competence competence, KnownLevel level, IReadOnlyList<Population.Held> positions)
    {
        var (together, highest) = (0L, default(Expectation));
        foreach (var (share, profile) in positions)
        {
            if (profile.ExpectationOf(competence) is { } expected)
            {
                Count(level, -1, -share.Millionths, expected);
                together += share.Millionths;
                if ((expected.Level, expected.Weight).CompareTo((highest.Level, highest.Weight)) > 0)
                {
                    highest = expected;
                }
            }
        }

        Count(level, 1, together, highest);
    }

    public CompetenceRow ToRow(Competence.Catalogue.Competence competence) => new(
        competence,
        Array.FindIndex(_requiredOf, people => people > 0),
        Array.FindLastIndex(_requiredOf, people => people > 0),
        _figures);

    private void Count(KnownLevel level, int positions, long millionths, Expectation expected)
    {
        _figures.Add(level, positions, millionths, expected.Level, expected.Weight);
        _requiredOf[expected.Level] += positions;
    }
}
