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
        var rows = new Dictionary<(Role, Competence.Catalogue.Competence), RoleRow>();
        foreach (var profile in population.Profiles)
        {
            for (var i = 0; i < profile.Expectations.Count; i++)
            {
                var (competence, level, _) = profile.Expectations[i];
                var figures = profile.FiguresOf(i);
                if (rows.TryGetValue((profile.Role, competence), out var row))
                {
                    figures.Add(row.Figures);
                    row = row with
                    {
                        RequiredMin = Math.Min(row.RequiredMin, level),
                        RequiredMax = Math.Max(row.RequiredMax, level),
                        Figures = figures,
                    };
                }

                rows[(profile.Role, competence)] = row ?? new RoleRow(profile.Role, competence, level, level, figures);
            }
        }

        return rows.Values.InPriorityOrder();
    }

    public static List<CompetenceRow> ByCompetence(Population population, IReadOnlyList<RoleRow> roleRows)
    {
        var rows = new Dictionary<Competence.Catalogue.Competence, CompetenceRow>();
        foreach (var (_, competence, least, most, figures) in roleRows)
        {
            var sum = figures;
            if (rows.TryGetValue(competence, out var row))
            {
                sum.Add(row.Figures);
                row = new CompetenceRow(
                    competence, Math.Min(row.RequiredMin, least), Math.Max(row.RequiredMax, most), sum);
            }

            rows[competence] = row ?? new CompetenceRow(competence, least, most, sum);
        }

        var shared = new SharedExpectations();
        foreach (var (employee, positions) in population.Several)
        {
            foreach (var competence in shared.Of(positions))
            {
                var figures = rows[competence].Figures;
                CountOnce(ref figures, population.LevelOf(employee, competence), competence, positions);
                rows[competence] = rows[competence] with { Figures = figures };
            }
        }

        return rows.Values.InPriorityOrder();
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
    private static void CountOnce(
        ref Figures figures, KnownLevel level, Competence.Catalogue.Competence competence,
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
    }
}
