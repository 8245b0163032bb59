using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.Goal;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for goals.</summary>
internal static class GoalRules
{
    public static void Put(Changes changes, Message goal, string field)
    {
        changes.CheckId(goal.Id, $"{field}.id");
        changes.CheckText(goal.NameNb, $"{field}.name_nb");
        if (Goal.WeightFrom(goal.Weight) is null)
        {
            changes.Refuse(new GoalWeightOutOfRange($"{field}.weight"));
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < goal.CompetenceIds.Count; i++)
        {
            changes.CheckOnce(seen, goal.CompetenceIds[i], $"{field}.competence_ids[{i}]");
        }

        changes.Stage(changes.Goals, goal.Id, goal, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (_, goal, field) in changes.Goals.Rows)
        {
            for (var i = 0; i < goal.CompetenceIds.Count; i++)
            {
                changes.CheckCompetence(goal.CompetenceIds[i], $"{field}.competence_ids[{i}]");
            }
        }
    }
}
