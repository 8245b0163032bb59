using Kompetanse.Competence;
using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// The competence gap report as somebody sees it who doesn't lead all the units asked about: a number about fewer than
/// five people is not shown, and can't be computed from what is. Why so: docs/decisions/0006-hidden-groups.md.
/// </summary>
public static class HiddenGroups
{
    /// <summary>Answers the question from the agency as it stands.</summary>
    /// <param name="agency">All of it counts, whatever unit is asked about: reports must not tell on one another.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="knownExactly">Units whose own positions, not those below, are seen exactly. They can be subtracted
    /// from any sum, so they hide nobody.</param>
    public static HiddenReport Evaluate(Agency agency, UnitReportQuestion question, IReadOnlySet<Unit> knownExactly)
    {
        var way = new WayDown(question);
        var repeats = new Repeats(agency, way, question, knownExactly);
        var asked = Population.Of(agency, way.Asked.Units, question.AsOf, question.Basis);
        var unseen = new Population[way.Parts.Count];
        Parallel.ForEach(way.Parts, part =>
        {
            var units = part.Units.Where(unit => !knownExactly.Contains(unit)).ToList();
            unseen[part.Number] = part == way.Asked && units.Count == part.Units.Count
                ? asked
                : Population.Of(agency, units, question.AsOf, question.Basis);
        });

        var roleRows = RoleRows(way, asked, unseen, repeats);
        return new HiddenReport(
            question,
            ShowsPeople(way, unseen, repeats) ? new People(asked.Positions, asked.FteMillionths) : null,
            roleRows,
            CompetenceRows(roleRows),
            [.. Rows.ByUnitNeed(question).Select(row => new HiddenNeedRow(row, !IsKnown(row, question, knownExactly)))],
            HiddenTaskRows(agency, question, knownExactly),
            asked.ToRenew());
    }

    private static List<HiddenRoleRow> RoleRows(WayDown way, Population asked, Population[] unseen, Repeats repeats)
    {
        var exact = Rows.Unordered(asked);
        var roles = exact.Select(row => row.Role).ToHashSet();
        var figures = Array.ConvertAll(unseen, population => Rows.Unordered(population, roles)
            .ToDictionary(row => (row.Role, row.Competence), row => row.Figures));
        var rows = new List<HiddenRoleRow>(exact.Count);
        var groups = new Group[unseen.Length];
        foreach (var row in exact)
        {
            for (var part = 0; part < groups.Length; part++)
            {
                groups[part] = Group.Of(
                    figures[part].GetValueOrDefault((row.Role, row.Competence)),
                    repeats.Of(part, row.Role, row.Competence));
            }

            rows.Add(new HiddenRoleRow(row.Role, row.Competence, way.Shows(groups) ? ShownFigures.Of(row) : null));
        }

        rows.Sort(Need.Compare);
        return rows;
    }

    private static List<HiddenCompetenceRow> CompetenceRows(List<HiddenRoleRow> roleRows)
    {
        var rows = roleRows.GroupBy(row => row.Competence)
            .Select(same => new HiddenCompetenceRow(
                same.Key, same.Select(row => row.Shown).OfType<ShownFigures>().Aggregate(default(ShownFigures), (sum, row) => sum?.Plus(row) ?? row)))
            .ToList();
        rows.Sort(Need.Compare);
        return rows;
    }

    /// <summary>
    /// Those who are verified are few in any unit, and the state tells how many nearly as well as the number does: both are
    /// told of the units alone that are seen exactly. Nor does the order tell the state of the others.
    /// </summary>
    private static List<HiddenTaskRow> HiddenTaskRows(Agency agency, UnitReportQuestion question, IReadOnlySet<Unit> knownExactly) =>
    [
        .. TaskRows.Of(agency, question)
            .Select(row => new HiddenTaskRow(row, !knownExactly.Contains(row.Unit)))
            .OrderBy(row => row.State is null)
            .ThenBy(row => row.State)
            .ThenBy(row => row.Row.Unit.Key, StringComparer.Ordinal)
            .ThenBy(row => row.Row.Task.Key, StringComparer.Ordinal),
    ];

    /// <summary>How many positions there are is hidden as a row of one number is.</summary>
    private static bool ShowsPeople(WayDown way, Population[] unseen, Repeats repeats)
    {
        var groups = new Group[unseen.Length];
        for (var part = 0; part < groups.Length; part++)
        {
            var positions = new Counts(0, 0, unseen[part].Positions);
            groups[part] = new Group(positions, positions - new Counts(0, 0, repeats.Of(part)));
        }

        return way.Shows(groups);
    }

    /// <summary>
    /// Whether all are seen exactly who could meet a need. Else not even that it is met is told: beside a role row where
    /// nobody reaches the level, it would tell of the one person in another role.
    /// </summary>
    private static bool IsKnown(NeedRow row, UnitReportQuestion question, IReadOnlySet<Unit> knownExactly) =>
        (question with { Unit = row.Unit }).Units().All(knownExactly.Contains);
}
