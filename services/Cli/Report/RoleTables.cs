using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>Each role's expectations that are not met by all, and a line about those that are.</summary>
internal sealed class RoleTables(IAnsiConsole console, Texts texts, LevelNames levels)
{
    const int MostRoles = 8;
    const int MostRows = 8;

    readonly CoverageBar bar = new(console);
    readonly bool wide = console.Profile.Width >= 100;

    public void Write(IEnumerable<RoleRow> rows, bool full)
    {
        var roles = rows.Where(row => row.Numbers.Positions > 0).GroupBy(row => row.RoleId).ToList();
        foreach (var role in full ? roles : roles.Take(MostRoles)) Role([.. role], full);
        if (!full && roles.Count > MostRoles)
        {
            console.WriteLine();
            console.WriteLine(texts["MoreRoles", roles.Count - MostRoles]);
        }
    }

    void Role(List<RoleRow> rows, bool full)
    {
        var positions = rows.Max(row => row.Numbers.Positions);
        var fte = rows.Max(row => row.Numbers.Fte);
        Sections.Title(console, texts["RoleTitle", Safe.Plain(rows[0].RoleName), positions, texts.Number(fte)]);
        var open = rows.Where(row => row.Numbers.Met < row.Numbers.Positions).ToList();
        if (open.Count > 0) Table(full ? open : open.Take(MostRows));
        if (!full && open.Count > MostRows) console.WriteLine(texts["MoreRows", open.Count - MostRows]);
        if (open.Count < rows.Count)
        {
            var met = rows.Except(open).Select(row => Safe.Plain(row.CompetenceName));
            console.WriteLine(texts["MetByAll", string.Join(", ", met)]);
        }
    }

    void Table(IEnumerable<RoleRow> rows)
    {
        var table = Sections.Table(
            Sections.Words(texts["ColumnCompetence"]), Sections.Bar(texts["ColumnRequired"]),
            Sections.Bar(texts["ColumnCoverage"]), Sections.Figures(""), Sections.Figures(texts["ColumnBelow"]),
            Sections.Figures(texts["ColumnUnknown"]));
        foreach (var row in rows)
        {
            var n = row.Numbers;
            var required = wide
                ? levels.Named(row.RequiredMin, row.RequiredMax)
                : LevelNames.Range(row.RequiredMin, row.RequiredMax);
            table.AddRow(
                Safe.Markup(row.CompetenceName), Safe.Markup(required), bar.Draw(n), texts["OutOf", n.Met, n.Positions],
                n.Below == 0 ? "" : $"[yellow]{n.Below}[/]", n.Unknown == 0 ? "" : $"[grey]{n.Unknown}[/]");
        }

        console.Write(table);
    }
}
