using System.Runtime.InteropServices;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The rows of a report, made from what a pass over the population counted.</summary>
internal static class Rows
{
    /// <summary>The rows by role, in priority order.</summary>
    public static RoleRow[] ByRole(Agency agency, Population population) =>
        Priority.InOrder(Unordered(population), row => Priority.Of(agency, row));

    /// <summary>The rows by role, in no order.</summary>
    /// <param name="population">Whose.</param>
    /// <param name="roles">Of these roles only; null: of all.</param>
    public static List<RoleRow> Unordered(Population population, IReadOnlySet<Role>? roles = null)
    {
        var rows = new List<RoleRow>();
        foreach (var profile in population.National.Where(profile => roles?.Contains(profile.Role) != false))
        {
            AddRows(profile, rows);
        }

        foreach (var ofRole in population.Adapted.GroupBy(profile => profile.Role).Where(ofRole => roles?.Contains(ofRole.Key) != false))
        {
            AddSummedRows(ofRole, rows);
        }

        return rows;
    }

    private static void AddRows(ProfileFigures profile, List<RoleRow> rows)
    {
        for (var i = 0; i < profile.Expectations.Length; i++)
        {
            var (competence, level, _, _) = profile.Expectations[i];
            rows.Add(new RoleRow(profile.Role, competence, level, level, profile.Figures[i]));
        }
    }

    /// <summary>Of a role with local adaptations: the figures against all its profiles together.</summary>
    private static void AddSummedRows(IEnumerable<ProfileFigures> profiles, List<RoleRow> rows)
    {
        var byCompetence = new Dictionary<Competence.Catalogue.Competence, RoleRow>();
        foreach (var profile in profiles)
        {
            for (var i = 0; i < profile.Expectations.Length; i++)
            {
                var (competence, level, _, _) = profile.Expectations[i];
                ref var row = ref CollectionsMarshal.GetValueRefOrAddDefault(byCompetence, competence, out _);
                row = row is null
                    ? new RoleRow(profile.Role, competence, level, level, profile.Figures[i])
                    : new RoleRow(
                        profile.Role, competence, Math.Min(row.RequiredMin, level), Math.Max(row.RequiredMax, level),
                        row.Figures.Plus(profile.Figures[i]));
            }
        }

        rows.AddRange(byCompetence.Values);
    }

    /// <summary>The rows by competence, in priority order.</summary>
    public static CompetenceRow[] ByCompetence(Agency agency, Population population)
    {
        var sums = new CompetenceSum?[agency.Competences.Count];
        foreach (var profile in population.National.Concat(population.Adapted))
        {
            for (var i = 0; i < profile.Expectations.Length; i++)
            {
                var (competence, level, _, _) = profile.Expectations[i];
                (sums[competence.Index] ??= new CompetenceSum(competence)).Add(profile.Figures[i], level);
            }
        }

        var shared = new SharedExpectations();
        foreach (var positions in population.Several)
        {
            foreach (var competence in shared.Of(positions))
            {
                sums[competence.Index]!.CountOnce(positions, population.AsOf);
            }
        }

        return Priority.InOrder(
            from sum in sums where sum is not null select sum.ToRow(), row => Priority.Of(agency, row));
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
