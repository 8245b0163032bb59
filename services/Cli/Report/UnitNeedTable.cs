using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>What the unit needs together: covered, vulnerable, or missing people.</summary>
internal sealed class UnitNeedTable(Page page, LevelNames levels)
{
    public void Write(IReadOnlyCollection<UnitNeedRow> rows, string reportedUnit)
    {
        if (rows.Count == 0) return;
        // The unit is named only where needs of units below it stand among its own.
        var named = rows.Any(row => row.UnitId != reportedUnit);
        page.Title(page.Texts["NeedsTitle"]);
        var table = new TextTable(page, [.. Columns(named)]);
        foreach (var row in rows) table.Add([.. Cells(row, named)]);
        table.Write();
    }

    IEnumerable<TableColumn> Columns(bool named)
    {
        var texts = page.Texts;
        if (named) yield return new(texts["ColumnUnit"], Wraps: true);
        yield return new(texts["ColumnCompetence"], Wraps: true);
        yield return new(texts["ColumnLevel"]);
        yield return new(texts["ColumnNeeded"], Right: true);
        yield return new(texts["ColumnHave"], Right: true);
        yield return new(texts["ColumnStatus"]);
    }

    IEnumerable<Cell> Cells(UnitNeedRow row, bool named)
    {
        if (named) yield return new(Safe.Plain(row.UnitName));
        yield return new(Safe.Plain(row.CompetenceName));
        yield return new(levels.Fitting(row.Level, row.Level, withName: true));
        yield return new($"{row.Needed}");
        yield return new(row.Hidden ? "" : $"{row.Have}");
        yield return Status(row);
    }

    Cell Status(UnitNeedRow row) =>
        row.Hidden ? Cell.Of(page.Texts["NeedHidden"], "grey")
        : row.Short > 0 ? Cell.Of(page.Texts["NeedShort", row.Short], "red")
        : row.Vulnerable ? Cell.Of(page.Texts["NeedVulnerable"], "yellow")
        : Cell.Of(page.Texts["NeedCovered"], "green");
}
