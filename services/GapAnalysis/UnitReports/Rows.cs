using System.Runtime.InteropServices;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The rows of a report, made from what a pass over the population counted.</summary>
internal static class Rows
{
    public static List<RoleRow> ByRole(Population population)
    {
        var rows = new List<RoleRow>();
        foreach (var ofRole in population.Profiles.GroupBy(profile => profile.Role))
        {
            var byCompetence = new Dictionary<Competence.Catalogue.Competence, RoleRow>();
            foreach (var profile in ofRole)
            {
                for (var i = 0; i < profile.Expectations.Count; i++)
                {
                    var (competence, level, _) = profile.Expectations[i];
                    ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(byCompetence, competence, out _);
                    row = row is null
                        ? new RoleRow(profile.Role, competence, level, level, profile.FiguresOf(i))
                        : row with
                        {
                            RequiredMin = Math.Min(row.RequiredMin, level),
                            RequiredMax = Math.Max(row.RequiredMax, level),
                            Figures = row.Figures.Plus(profile.FiguresOf(i)),
                        };
                }
            }

            rows.AddRange(byCompetence.Values);
        }

        rows.Sort(Priority.Compare);
        return rows;
    }

    public static List<CompetenceRow> ByCompetence(Population population, IReadOnlyList<RoleRow> roleRows)
    {
        var byCompetence = new Dictionary<Competence.Catalogue.Competence, CompetenceRow>();
        foreach (var (_, competence, least, most, figures) in roleRows)
        {
            ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(byCompetence, competence, out _);
            row = row is null
                ? new CompetenceRow(competence, least, most, figures)
                : new CompetenceRow(
                    competence, Math.Min(row.RequiredMin, least), Math.Max(row.RequiredMax, most), row.Figures.Plus(figures));
        }

        var shared = new SharedExpectations();
        foreach (var (employee, positions) in population.Several)
        {
            foreach (var competence in shared.Of(positions))
            {
                var row = byCompetence[competence];
                byCompetence[competence] = row with
                {
                    Figures = CountedOnce(row.Figures, population.LevelOf(employee, competence), competence, positions),
                };
            }
        }

        List<CompetenceRow> rows = [.. byCompetence.Values];
        rows.Sort(Priority.Compare);
        return rows;
    }

    public static List<NeedRow> ByUnitNeed(UnitReportQuestion question)
    {
        var rows = new List<NeedRow>();
        foreach (var unit in question.Units().Where(unit => unit.Profile is { Needs.Count: > 0 }))
        {
            var people = (question with { Unit = unit }).Units()
                .SelectMany(part => part.Positions)
                .Where(position => position.Period.Contains(question.AsOf))
                .Select(position => position.Employee)
                .Distinct()
                .Select(employee => employee.Assessments.HistoryOn(question.Basis))
                .ToList();
            rows.AddRange(unit.Profile!.Needs.Select(need => new NeedRow(unit, need, people.Count(history =>
                history.On(need.Competence, question.AsOf) is { IsKnown: true } known && known.Level >= need.Level))));
        }

        return
        [
            .. rows.OrderBy(row => row.Unit.Key, StringComparer.Ordinal)
                .ThenBy(row => row.Need.Competence.Key, StringComparer.Ordinal)
                .ThenBy(row => row.Need.Level),
        ];
    }

    /// <summary>
    /// Takes an employee's positions that expect the same competence out of its row, and counts the employee once: with
    /// their shares together, at the highest requirement, and of equal ones the heaviest.
    /// </summary>
    private static Figures CountedOnce(
        Figures figures, KnownLevel level, Competence.Catalogue.Competence competence,
        IReadOnlyList<Population.Held> positions)
    {
        var (together, highest) = (0L, default(Expectation));
        foreach (var (share, profile) in positions)
        {
            if (profile.ExpectationOf(competence) is not { } expected)
            {
                continue;
            }

            figures.Add(level, -1, -share.Millionths, expected.Level, expected.Weight);
            together += share.Millionths;
            if ((expected.Level, expected.Weight).CompareTo((highest.Level, highest.Weight)) > 0)
            {
                highest = expected;
            }
        }

        figures.Add(level, 1, together, highest.Level, highest.Weight);
        return figures;
    }
}
