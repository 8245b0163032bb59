using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>What the unit needs together: covered, vulnerable, or missing people.</summary>
internal sealed class UnitNeedTable(IAnsiConsole console, Texts texts, LevelNames levels)
{
    public void Write(IReadOnlyCollection<UnitNeedRow> rows, string reportedUnit)
    {
        if (rows.Count == 0) return;
        // The unit is named only where needs of units below it stand among its own.
        var named = rows.Any(row => row.UnitId != reportedUnit);
        Sections.Title(console, texts["NeedsTitle"]);
        var table = Sections.Table(Columns(named));
        foreach (var row in rows) table.AddRow([.. Cells(row, named).Select(cell => new Markup(cell))]);
        console.Write(table);
    }

    IEnumerable<TableColumn> Columns(bool named)
    {
        if (named) yield return Sections.Words(texts["ColumnUnit"]);
        yield return Sections.Words(texts["ColumnCompetence"]);
        yield return Sections.Bar(texts["ColumnLevel"]);
        yield return Sections.Figures(texts["ColumnNeeded"]);
        yield return Sections.Figures(texts["ColumnHave"]);
        yield return Sections.Bar(texts["ColumnStatus"]);
    }

    IEnumerable<string> Cells(UnitNeedRow row, bool named)
    {
        if (named) yield return Safe.Markup(row.UnitName);
        yield return Safe.Markup(row.CompetenceName);
        yield return Safe.Markup(levels.Named(row.Level, row.Level));
        yield return $"{row.Needed}";
        yield return $"{row.Have}";
        yield return row.Short > 0 ? $"[red]{texts["NeedShort", row.Short]}[/]"
            : row.Vulnerable ? $"[yellow]{texts["NeedVulnerable"]}[/]"
            : $"[green]{texts["NeedCovered"]}[/]";
    }
}
