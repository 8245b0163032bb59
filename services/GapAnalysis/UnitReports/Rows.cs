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

        foreach (var (employee, positions) in population.Several)
        {
            CountOnce(rows, population, employee, positions);
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
    /// Of an employee's positions that expect the same competence, takes all out of its row and counts the employee
    /// once: with their shares together, at the highest requirement, and of equal ones the heaviest.
    /// </summary>
    private static void CountOnce(
        Dictionary<Competence.Catalogue.Competence, CompetenceRow> rows, Population population, Employee employee,
        IReadOnlyList<Population.Held> positions)
    {
        var expected = positions.SelectMany(held => held.Profile.Expectations, (held, expectation) => (held.Share, expectation));
        foreach (var same in expected.GroupBy(one => one.expectation.Competence).Where(same => same.Count() > 1))
        {
            var level = population.LevelOf(employee, same.Key);
            var figures = rows[same.Key].Figures;
            foreach (var (share, (_, required, weight)) in same)
            {
                figures.Add(level, -1, -share.Millionths, required, weight);
            }

            var (_, highest, heaviest) = same.Select(one => one.expectation).MaxBy(one => (one.Level, one.Weight));
            figures.Add(level, 1, same.Sum(one => (long)one.Share.Millionths), highest, heaviest);
            rows[same.Key] = rows[same.Key] with { Figures = figures };
        }
    }
}
