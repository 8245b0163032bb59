using System.Runtime.CompilerServices;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>A row by competence while it is counted.</summary>
internal sealed class CompetenceSum(Competence.Catalogue.Competence competence)
{
    private Figures _figures;
    private PerLevel _required;

    /// <summary>Adds the positions of one profile, of which one level is required.</summary>
    public void Add(Figures figures, int required)
    {
        _figures = _figures.Plus(figures);
        _required[required] += figures.Positions;
    }

    /// <summary>
    /// Takes an employee's positions that expect the competence out again, and counts the employee once: with their
    /// shares together, at the highest requirement, and of equal ones the heaviest.
    /// </summary>
    public void CountOnce(ReadOnlySpan<Held> positions, uint asOf)
    {
        var (level, together, highest) = (KnownLevel.Unknown, 0, default(Expectation));
        foreach (ref readonly var held in positions)
        {
            if (held.Profile.ExpectationOf(competence) is { } expected)
            {
                var share = held.Share.Millionths;
                level = held.LevelIn(expected, asOf);
                var one = default(Figures);
                one.Add(level, share, expected.Level, expected.Weight);
                _figures = _figures.Minus(one);
                _required[expected.Level]--;
                together += share;
                if ((expected.Level, expected.Weight).CompareTo((highest.Level, highest.Weight)) > 0)
                {
                    highest = expected;
                }
            }
        }

        _figures.Add(level, together, highest.Level, highest.Weight);
        _required[highest.Level]++;
    }

    public CompetenceRow ToRow()
    {
        ReadOnlySpan<int> required = _required;
        return new CompetenceRow(competence, required.IndexOfAnyExcept(0), required.LastIndexOfAnyExcept(0), _figures);
    }

    /// <summary>Of how many each level is required.</summary>
    [InlineArray(Levels.Highest + 1)]
    private struct PerLevel
    {
        private int _first;
    }
}
