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
        var sums = new Dictionary<Competence.Catalogue.Competence, CompetenceSum>();
        foreach (var (_, competence, _, _, figures) in roleRows)
        {
            if (!sums.TryGetValue(competence, out var sum))
            {
                sums.Add(competence, sum = new CompetenceSum());
            }

            sum.Figures.Add(figures);
        }

        foreach (var profile in population.Profiles)
        {
            foreach (var (competence, level, _) in profile.Expectations)
            {
                sums[competence].RequiredOf[level] += profile.Positions;
            }
        }

        foreach (var (employee, positions) in population.Several)
        {
            CountOnce(sums, population, employee, positions);
        }

        return sums.Select(sum => sum.Value.ToRow(sum.Key)).InPriorityOrder();
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
        Dictionary<Competence.Catalogue.Competence, CompetenceSum> sums, Population population, Employee employee,
        IReadOnlyList<Population.Held> positions)
    {
        var expected = positions.SelectMany(held => held.Profile.Expectations, (held, expectation) => (held.Share, expectation));
        foreach (var same in expected.GroupBy(one => one.expectation.Competence).Where(same => same.Count() > 1))
        {
            var (level, sum) = (population.LevelOf(employee, same.Key), sums[same.Key]);
            foreach (var (share, (_, required, weight)) in same)
            {
                sum.Figures.Add(level, -1, -share.Millionths, required, weight);
                sum.RequiredOf[required]--;
            }

            var (_, highest, heaviest) = same.Select(one => one.expectation).MaxBy(one => (one.Level, one.Weight));
            sum.Figures.Add(level, 1, same.Sum(one => (long)one.Share.Millionths), highest, heaviest);
            sum.RequiredOf[highest]++;
        }
    }

    /// <summary>A row by competence while it is counted.</summary>
    private sealed class CompetenceSum
    {
        public Figures Figures;

        /// <summary>How many each level is required of.</summary>
        public int[] RequiredOf { get; } = new int[Levels.Highest + 1];

        public CompetenceRow ToRow(Competence.Catalogue.Competence competence) => new(
            competence,
            Array.FindIndex(RequiredOf, people => people > 0),
            Array.FindLastIndex(RequiredOf, people => people > 0),
            Figures);
    }
}
