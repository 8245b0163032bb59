using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>
/// The unit's competences over all roles. A wider page has level names, means and weighted gaps too. Where small groups are
/// hidden, what rests on self-assessment and gaps are not told.
/// </summary>
internal sealed class CompetenceTable(Page page, LevelNames levels, bool smallGroupsHidden)
{
    const int MostRows = 20;

    readonly CoverageBar bar = new(page);

    public void Write(IReadOnlyCollection<CompetenceRow> rows, bool full)
    {
        if (rows.Count == 0) return;
        var texts = page.Texts;
        page.Title(texts["CompetencesTitle"]);
        var table = new TextTable(page, [.. Columns()]);
        var shown = full ? rows.Count : MostRows;
        foreach (var row in rows.Take(shown)) table.Add(row.Hidden ? HiddenCells(row.CompetenceName) : [.. Cells(row)]);
        table.Write();
        if (rows.Count > shown) page.Text(texts["MoreRows", rows.Count - shown]);
        page.Markup(bar.Legend(texts["BarMet"], texts["BarBelow"], texts["BarUnknown"]));
        if (!smallGroupsHidden) page.Text(texts["SelfOnlyMeans"], "grey");
    }

    IEnumerable<TableColumn> Columns()
    {
        var texts = page.Texts;
        yield return new(texts["ColumnCompetence"], Wraps: true);
        yield return new(texts["ColumnRequired"]);
        yield return new(texts["ColumnCoverage"]);
        yield return new("", Right: true);
        yield return new(texts["ColumnBelow"], Right: true);
        yield return new(texts["ColumnUnknown"], Right: true);
        if (!smallGroupsHidden) yield return new(texts["ColumnSelfOnly"], Right: true);
        if (page.Wide) yield return new(texts["ColumnMean"], Right: true);
        if (page.Widest && !smallGroupsHidden) yield return new(texts["ColumnGap"], Right: true);
    }

    IEnumerable<Cell> Cells(CompetenceRow row)
    {
        var (texts, n) = (page.Texts, row.Numbers);
        yield return new(Safe.Plain(row.CompetenceName));
        yield return new(levels.Fitting(row.RequiredMin, row.RequiredMax, page.Wide));
        yield return bar.Draw(n);
        yield return new(texts["OutOf", n.Met, n.Positions]);
        yield return Figure(n.Below, "yellow");
        yield return Figure(n.Unknown, "grey");
        if (!smallGroupsHidden) yield return Figure(n.SelfOnly, "blue");
        if (page.Wide) yield return new(n.HasMeanLevel ? texts.Number(n.MeanLevel, "0.0") : "");
        if (page.Widest && !smallGroupsHidden) yield return new(texts.Number(n.WeightedGap, "#,##0.0"));
    }

    IReadOnlyList<Cell> HiddenCells(string competence) =>
    [
        new(Safe.Plain(competence)), new(""), Cell.Of(page.Texts["Hidden"], "grey"),
        .. Enumerable.Repeat(new Cell(""), Columns().Count() - 3),
    ];

    /// <summary>A zero is left out: what is there to see stands alone.</summary>
    public static Cell Figure(int count, string style) => count == 0 ? new("") : Cell.Of($"{count}", style);
}
