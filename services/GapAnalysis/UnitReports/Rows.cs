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
        var rows = Unordered(population);
        rows.Sort(Priority.Compare);
        return rows;
    }

    /// <summary>The rows by role, in no order.</summary>
    /// <param name="population">Whose.</param>
    /// <param name="roles">Of these roles only; null: of all.</param>
    public static List<RoleRow> Unordered(Population population, IReadOnlySet<Role>? roles = null)
    {
        var rows = new List<RoleRow>();
        foreach (var ofRole in population.Profiles.Where(profile => roles?.Contains(profile.Role) ?? true).GroupBy(profile => profile.Role))
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
                        : new RoleRow(
                            profile.Role, competence, Math.Min(row.RequiredMin, level), Math.Max(row.RequiredMax, level),
                            row.Figures.Plus(profile.FiguresOf(i)));
                }
            }

            rows.AddRange(byCompetence.Values);
        }

        return rows;
    }

    public static List<CompetenceRow> ByCompetence(Population population)
    {
        var sums = new Dictionary<Competence.Catalogue.Competence, CompetenceSum>();
        foreach (var profile in population.Profiles)
        {
            for (var i = 0; i < profile.Expectations.Count; i++)
            {
                var (competence, level, _) = profile.Expectations[i];
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, competence, out _);
                sum ??= new CompetenceSum();
                sum.Add(profile.FiguresOf(i), level);
            }
        }

        var shared = new SharedExpectations();
        foreach (var (employee, positions) in population.Several)
        {
            foreach (var competence in shared.Of(positions))
            {
                sums[competence].CountOnce(competence, population.LevelOf(employee, competence), positions);
            }
        }

        List<CompetenceRow> rows = [.. sums.Select(sum => sum.Value.ToRow(sum.Key))];
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
}
