using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Import.Rows;

/// <summary>Goals, each joined with the competences that serve it, which stand in a file of their own.</summary>
internal static class GoalRows
{
    public static IReadOnlyList<Placed<Goal>> Read(CsvRows rows, CsvRows? links)
    {
        var goals = Goals(rows);
        if (links is not null) Link(goals, links);
        return goals;
    }

    static List<Placed<Goal>> Goals(CsvRows rows)
    {
        var (id, name, weight) = (rows.Column("id"), rows.Column("name_nb"), rows.Column("weight"));
        var goals = new List<Placed<Goal>>();
        while (rows.Next())
        {
            var goal = new Goal { Id = rows.Required(id), NameNb = rows.Required(name), Weight = rows.Decimal(weight) };
            if (rows.Sound) goals.Add(new(goal, rows.Line, []));
        }

        return goals;
    }

    static void Link(List<Placed<Goal>> goals, CsvRows links)
    {
        var (goalId, competenceId) = (links.Column("goal_id"), links.Column("competence_id"));
        // Of two goals with the same id the first is linked; the server refuses the second.
        var byId = goals.GroupBy(g => g.Message.Id).ToDictionary(g => g.Key, g => g.First());
        var seen = new Dictionary<(string Goal, string Competence), int>();
        while (links.Next())
        {
            var link = (Goal: links.Required(goalId), Competence: links.Required(competenceId));
            if (!links.Sound) continue;
            if (!byId.TryGetValue(link.Goal, out var goal))
            {
                links.Fault(goalId, FaultReason.UnknownId, "UnknownGoal", link.Goal, CsvSchema.Goals.File);
            }
            else if (!seen.TryAdd(link, links.Line))
            {
                links.Fault(competenceId, FaultReason.DuplicateRow, "DuplicateRow", seen[link]);
            }
            else
            {
                goal.Message.CompetenceIds.Add(link.Competence);
                goal.Members!.Add(links.Line);
            }
        }
    }
}
