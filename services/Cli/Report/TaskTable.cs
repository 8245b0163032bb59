using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>How the unit covers the demanding tasks it performs, delivers or has delivered; what is uncovered comes first.</summary>
internal sealed class TaskTable(Page page)
{
    const int MostRows = 20;
    const int NarrowStatus = 12;

    public void Write(IReadOnlyCollection<TaskRow> rows, string reportedUnit, bool full)
    {
        if (rows.Count == 0) return;
        var texts = page.Texts;
        // The unit is named only where tasks of units below it stand among its own.
        var named = rows.Any(row => row.UnitId != reportedUnit);
        var figures = rows.Any(row => !row.Hidden);
        page.Title(texts["CoverageTitle"]);
        var table = new TextTable(page, [.. Columns(named, figures)]);
        var shown = full ? rows.Count : MostRows;
        foreach (var row in rows.Take(shown)) table.Add([.. Cells(row, named, figures)]);
        table.Write();
        if (rows.Count > shown) page.Text(texts["MoreRows", rows.Count - shown]);
        if (figures) page.Text(texts["CoverageMeans"], "grey");
    }

    IEnumerable<TableColumn> Columns(bool named, bool figures)
    {
        var texts = page.Texts;
        if (named && page.Wide) yield return new(texts["ColumnUnit"], Wraps: true);
        yield return new(texts["CoverageTask"], Wraps: true);
        if (figures)
        {
            yield return new(texts["ColumnNeeded"], Right: true);
            yield return new(texts["CoverageVerified"], Right: true);
            yield return new(texts["CoverageInTraining"], Right: true);
            yield return new(texts["CoverageExpiring"], Right: true);
            yield return new(texts["CoverageNextExpiry"]);
        }

        yield return new(texts["ColumnStatus"], Most: page.Wide || !figures ? int.MaxValue : NarrowStatus);
    }

    IEnumerable<Cell> Cells(TaskRow row, bool named, bool figures)
    {
        if (named && page.Wide) yield return new(Safe.Plain(row.UnitName));
        yield return new(Safe.Plain(named && !page.Wide ? $"{row.UnitName}: {row.TaskName}" : row.TaskName));
        if (figures)
        {
            yield return new(row.Hidden ? "" : $"{row.Needed}");
            yield return new(row.Hidden ? "" : $"{row.Verified}");
            yield return CompetenceTable.Figure(row.InTraining, "blue");
            yield return CompetenceTable.Figure(row.Expiring, "yellow");
            yield return new(Safe.Plain(row.NextExpiry));
        }

        yield return Status(row);
    }

    Cell Status(TaskRow row) => row.State switch
    {
        TaskCoverage.Uncovered => Cell.Of(page.Texts["NeedShort", row.Needed - row.Verified], "red"),
        TaskCoverage.Vulnerable => Cell.Of(page.Texts["NeedVulnerable"], "yellow"),
        TaskCoverage.Covered => Cell.Of(page.Texts["NeedCovered"], "green"),
        TaskCoverage.Delivered => Cell.Of(Safe.Plain(page.Texts["CoverageDelivered", row.DeliveredBy]), "grey"),
        _ => Cell.Of(page.Texts["NeedHidden"], "grey"),
    };
}
