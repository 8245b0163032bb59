using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>The unit's competences over all roles. A wider terminal shows level names, means and weighted gaps too.</summary>
internal sealed class CompetenceTable(IAnsiConsole console, Texts texts, LevelNames levels)
{
    const int MostRows = 20;

    readonly CoverageBar bar = new(console);
    readonly bool wide = console.Profile.Width >= 100;
    readonly bool widest = console.Profile.Width >= 120;

    public void Write(IReadOnlyCollection<CompetenceRow> rows, bool full)
    {
        if (rows.Count == 0) return;
        Sections.Title(console, texts["CompetencesTitle"]);
        console.MarkupLine(bar.Legend(texts["BarMet"], texts["BarBelow"], texts["BarUnknown"]));
        var table = Sections.Table(Columns());
        var shown = full ? rows.Count : MostRows;
        foreach (var row in rows.Take(shown)) table.AddRow([.. Cells(row).Select(cell => new Markup(cell))]);
        console.Write(table);
        if (rows.Count > shown) console.WriteLine(texts["MoreRows", rows.Count - shown]);
    }

    IEnumerable<TableColumn> Columns()
    {
        yield return Sections.Words(texts["ColumnCompetence"]);
        yield return Sections.Bar(texts["ColumnRequired"]);
        yield return Sections.Bar(texts["ColumnCoverage"]);
        yield return Sections.Figures("");
        yield return Sections.Figures(texts["ColumnBelow"]);
        yield return Sections.Figures(texts["ColumnUnknown"]);
        yield return Sections.Figures(texts[wide ? "ColumnSelfOnly" : "ColumnSelfOnlyShort"]);
        if (wide) yield return Sections.Figures(texts["ColumnMean"]);
        if (widest) yield return Sections.Figures(texts["ColumnGap"]);
    }

    IEnumerable<string> Cells(CompetenceRow row)
    {
        var n = row.Numbers;
        yield return Safe.Markup(row.CompetenceName);
        yield return Safe.Markup(
            wide ? levels.Named(row.RequiredMin, row.RequiredMax) : LevelNames.Range(row.RequiredMin, row.RequiredMax));
        yield return bar.Draw(n);
        yield return texts["OutOf", n.Met, n.Positions];
        yield return Figure(n.Below, "yellow");
        yield return Figure(n.Unknown, "grey");
        yield return Figure(n.SelfOnly, "blue");
        if (wide) yield return n.HasMeanLevel ? texts.Number(n.MeanLevel, "0.0") : "";
        if (widest) yield return texts.Number(n.WeightedGap, "#,##0.0");
    }

    // A zero is left out: what is there to see stands alone.
    static string Figure(int count, string colour) => count == 0 ? "" : $"[{colour}]{count}[/]";
}
