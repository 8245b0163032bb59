using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1.Unit;

namespace Kompetanse.Competence.Directory;

/// <summary>What must hold for units: real parents, no cycles, one leader at a time.</summary>
internal static class UnitRules
{
    public static void Put(Changes changes, Message unit, string field)
    {
        changes.CheckId(unit.Id, $"{field}.id");
        changes.CheckText(unit.Name, $"{field}.name");
        if (unit.Type == UnitType.Unspecified || !Enum.IsDefined(unit.Type))
        {
            changes.Refuse(new FieldRequired($"{field}.type"));
        }

        PutSites(changes, unit, field);
        changes.Stage(changes.Units, unit.Id, unit, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var row in changes.Units.Rows)
        {
            CheckLeaderships(changes, row.Message, row.Field);
            if (row.Message.ParentId.Length > 0)
            {
                changes.CheckReference(
                    row.Message.ParentId, $"{row.Field}.parent_id", changes.HasUnit, (at, id) => new UnitNotFound(at, id));
            }
        }

        CheckCycles(changes);
    }

    /// <summary>The staged units so that a staged parent comes before its children.</summary>
    public static IEnumerable<Staged<Message>.Row> ParentsFirst(Staged<Message> units)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var byKey = units.Rows.ToDictionary(row => row.Key, StringComparer.Ordinal);
        foreach (var row in units.Rows)
        {
            var path = new Stack<Staged<Message>.Row>();
            for (var at = row; at is not null && done.Add(at.Key); at = byKey.GetValueOrDefault(at.Message.ParentId))
            {
                path.Push(at);
            }

            foreach (var next in path)
            {
                yield return next;
            }
        }
    }

    private static void PutSites(Changes changes, Message unit, string field)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < unit.Sites.Count; i++)
        {
            var at = $"{field}.sites[{i}]";
            changes.CheckId(unit.Sites[i].Id, $"{at}.id");
            changes.CheckText(unit.Sites[i].Name, $"{at}.name");
            changes.CheckOnce(seen, unit.Sites[i].Id, at);
        }
    }

    private static void CheckLeaderships(Changes changes, Message unit, string field)
    {
        var leaders = new List<Period>();
        for (var i = 0; i < unit.Leaderships.Count; i++)
        {
            var leadership = unit.Leaderships[i];
            var at = $"{field}.leaderships[{i}]";
            changes.CheckReference(
                leadership.EmployeeId, $"{at}.employee_id", changes.HasEmployee, (f, id) => new EmployeeNotFound(f, id));
            if (leadership.Kind == LeadershipKind.Unspecified || !Enum.IsDefined(leadership.Kind))
            {
                changes.Refuse(new FieldRequired($"{at}.kind"));
            }

            var from = leadership.FromDate.Length > 0 ? leadership.FromDate : DateOnly.MinValue.ToIso();
            if (changes.CheckPeriod(from, $"{at}.from_date", leadership.ToDate, $"{at}.to_date") is not { } period
                || leadership.Kind != LeadershipKind.Leader)
            {
                continue;
            }

            if (leaders.Exists(period.Overlaps))
            {
                changes.Refuse(new LeadersOverlap(at));
            }

            leaders.Add(period);
        }
    }

    private static void CheckCycles(Changes changes)
    {
        var sound = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in changes.Units.Rows)
        {
            var path = new HashSet<string>(StringComparer.Ordinal);
            var at = row.Key;
            while (at.Length > 0 && !sound.Contains(at) && path.Add(at))
            {
                at = changes.Units.Find(at)?.ParentId ?? changes.Agency.Units.Find(at)?.Saved.ParentId ?? "";
            }

            if (path.Contains(at))
            {
                changes.Refuse(new UnitCycle($"{row.Field}.parent_id", Ids.Shown(at)));
            }

            // Each cycle is told once: units on the path are not looked at again.
            sound.UnionWith(path);
        }
    }
}
