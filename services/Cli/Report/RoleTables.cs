using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>Each role's expectations that are not met by all, and a line about those that are.</summary>
internal sealed class RoleTables(Page page, LevelNames levels)
{
    const int MostRoles = 8;
    const int MostRows = 8;

    readonly CoverageBar bar = new(page);

    public void Write(IEnumerable<RoleRow> rows, bool full)
    {
        var roles = rows.Where(row => row.Hidden || row.Numbers.Positions > 0).GroupBy(row => row.RoleId).ToList();
        var shown = full ? roles.Count : MostRoles;
        foreach (var role in roles.Take(shown)) Role([.. role], full);
        if (roles.Count > shown) page.Title(page.Texts["MoreRoles", roles.Count - shown]);
    }

    void Role(List<RoleRow> all, bool full)
    {
        var texts = page.Texts;
        var rows = all.Where(row => !row.Hidden).ToList();
        if (rows.Count == 0)
        {
            page.Title($"{all[0].RoleName} · {texts["Hidden"]}");
            return;
        }

        var positions = texts.Count("Positions", rows.Max(row => row.Numbers.Positions));
        page.Title(texts["RoleTitle", rows[0].RoleName, positions, texts.Number(rows.Max(row => row.Numbers.Fte))]);
        var open = rows.Where(row => row.Numbers.Met < row.Numbers.Positions).ToList();
        var shown = full ? open.Count : MostRows;
        if (open.Count > 0) Table(open.Take(shown));
        if (open.Count > shown) page.Text(texts["MoreRows", open.Count - shown]);
        if (rows.Except(open).Select(row => row.CompetenceName).ToList() is { Count: > 0 } met)
            page.Text(texts["MetByAll", string.Join(", ", met)]);
        if (all.Except(rows).Select(row => row.CompetenceName).ToList() is { Count: > 0 } hidden)
            page.Text($"{texts["Hidden"]}: {string.Join(", ", hidden)}", "grey");
    }

    void Table(IEnumerable<RoleRow> rows)
    {
        var texts = page.Texts;
        var table = new TextTable(
            page, new(texts["ColumnCompetence"], Wraps: true), new(texts["ColumnRequired"]), new(texts["ColumnCoverage"]),
            new("", Right: true), new(texts["ColumnBelow"], Right: true), new(texts["ColumnUnknown"], Right: true));
        foreach (var row in rows)
        {
            var n = row.Numbers;
            table.Add(
                new(Safe.Plain(row.CompetenceName)), new(levels.Fitting(row.RequiredMin, row.RequiredMax, page.Wide)),
                bar.Draw(n), new(texts["OutOf", n.Met, n.Positions]), CompetenceTable.Figure(n.Below, "yellow"),
                CompetenceTable.Figure(n.Unknown, "grey"));
        }

        table.Write();
    }
}
