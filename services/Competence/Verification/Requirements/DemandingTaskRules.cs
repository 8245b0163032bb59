using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Verification.V1.DemandingTask;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What must hold for demanding tasks.</summary>
internal static class DemandingTaskRules
{
    public static void Put(Changes changes, Message task, string field)
    {
        changes.CheckId(task.Id, $"{field}.id");
        changes.CheckText(task.NameNb, $"{field}.name_nb");
        changes.CheckText(task.NameNn, $"{field}.name_nn", required: false);
        changes.CheckText(task.NameEn, $"{field}.name_en", required: false);
        if (task.RoleIds.Count == 0)
        {
            changes.Refuse(new TaskNotPerformed($"{field}.role_ids"));
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < task.RoleIds.Count; i++)
        {
            changes.CheckOnce(seen, task.RoleIds[i], $"{field}.role_ids[{i}]");
        }

        changes.Stage(changes.DemandingTasks, task.Id, task, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (_, task, field) in changes.DemandingTasks.Rows)
        {
            for (var i = 0; i < task.RoleIds.Count; i++)
            {
                changes.CheckReference(
                    task.RoleIds[i], $"{field}.role_ids[{i}]", changes.HasRole, (at, id) => new RoleNotFound(at, id));
            }
        }
    }
}
