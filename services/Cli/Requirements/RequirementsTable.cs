using Kompetanse.Cli.Report;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>Each demanding task, with the version in force and those on their way.</summary>
internal static class RequirementsTable
{
    public static void Write(IReadOnlyList<DemandingTask> tasks, IEnumerable<Requirement> versions, Page page)
    {
        var texts = page.Texts;
        if (tasks.Count == 0)
        {
            page.Text(texts["NoTasks"]);
            return;
        }

        var table = new TextTable(
            page, new(texts["ColumnTask"], Wraps: true), new(texts["ColumnVersion"], Right: true),
            new(texts["ColumnState"]), new(texts["ColumnValidFrom"]), new(texts["ColumnLastDay"]),
            new(texts["ColumnValidity"], Right: true));
        var byTask = versions.ToLookup(version => version.TaskId);
        foreach (var task in tasks)
        {
            var name = Safe.Plain($"{texts.Choose(task.NameNb, task.NameEn)} ({task.Id})");
            var current = Current([.. byTask[task.Id]]).ToList();
            if (current.Count == 0) table.Add(new(name), new("–"), Cell.Of(texts["NoRequirement"], "grey"), new(""), new(""), new(""));
            foreach (var version in current)
            {
                table.Add(
                    new(name), new($"{version.Version}"), RequirementWords.State(version, texts),
                    new(texts.ShortDate(version.ValidFrom)), new(texts.ShortDate(Verification.LastDay.Before(version.ValidTo))),
                    new(texts["MonthsShort", version.ValidityMonths]));
                name = "";
            }
        }

        table.Write();
    }

    /// <summary>All that is not over; of a task of which everything is, the last.</summary>
    static IEnumerable<Requirement> Current(List<Requirement> versions) =>
        versions.Exists(IsCurrent) ? versions.Where(IsCurrent) : versions.TakeLast(1);

    static bool IsCurrent(Requirement version) => version.State != RequirementState.Retired;
}
