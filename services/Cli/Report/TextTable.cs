using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Report;

/// <summary>A cell: its text as markup, and how wide that is when shown.</summary>
internal readonly record struct Cell(string Plain, string? Styled = null)
{
    public static Cell Of(string text, string style) => new(text, $"[{style}]{Safe.Markup(text)}[/]");

    public string Markup => Styled ?? Safe.Markup(Plain);
}

/// <param name="Title">Lines are split by \n.</param>
/// <param name="Right">Its cells stand to the right.</param>
/// <param name="Wraps">It has what room the columns that don't wrap leave.</param>
/// <param name="Most">Cells wider than this are wrapped, whatever room there is.</param>
internal sealed record TableColumn(string Title, bool Right = false, bool Wraps = false, int Most = int.MaxValue);

/// <summary>
/// Columns with two spaces between them and a line under their titles. Columns that wrap share what room the others
/// leave; a text table of Spectre's would cut words where there is room to spare.
/// </summary>
internal sealed class TextTable(Page page, params IReadOnlyList<TableColumn> columns)
{
    const int Gap = 2;

    readonly List<IReadOnlyList<Cell>> rows = [];

    public void Add(params IReadOnlyList<Cell> cells) => rows.Add(cells);

    public void Write()
    {
        var titles = columns.Select(column => column.Title.Split('\n')).ToList();
        var widths = Widths(titles);
        var height = titles.Max(lines => lines.Length);
        for (var line = 0; line < height; line++)
        {
            // Titles of fewer lines stand at the bottom.
            var cells = titles.Select(lines => line - height + lines.Length is >= 0 and var at ? lines[at] : "");
            WriteLine([.. cells.Select(title => Cell.Of(title, "grey"))], widths);
        }

        page.Markup($"[grey]{new string(page.Rich ? '─' : '-', widths.Sum() + (Gap * (widths.Length - 1)))}[/]");
        foreach (var row in rows) WriteRow(row, widths);
    }

    int[] Widths(List<string[]> titles)
    {
        var widths = columns
            .Select((column, i) => Math.Min(column.Most, rows.Select(row => row[i].Plain.Length).Concat(titles[i].Select(line => line.Length)).Max()))
            .ToArray();
        var wrapping = Enumerable.Range(0, columns.Count).Where(i => columns[i].Wraps).ToList();
        var room = page.Width - (Gap * (columns.Count - 1)) - widths.Where((_, i) => !columns[i].Wraps).Sum();
        for (var i = 0; i < wrapping.Count; i++)
        {
            var share = room / (wrapping.Count - i);
            widths[wrapping[i]] = Math.Clamp(widths[wrapping[i]], 1, Math.Max(share, 8));
            room -= widths[wrapping[i]];
        }

        return widths;
    }

    void WriteRow(IReadOnlyList<Cell> row, int[] widths)
    {
        var lines = row
            .Select((cell, i) => cell.Plain.Length > widths[i]
                ? [.. Wrapping.Wrap(cell.Plain, widths[i]).Select(text => new Cell(text))]
                : new[] { cell })
            .ToList();
        for (var line = 0; line < lines.Max(cell => cell.Length); line++)
            WriteLine([.. lines.Select(cell => line < cell.Length ? cell[line] : new Cell(""))], widths);
    }

    void WriteLine(List<Cell> cells, int[] widths)
    {
        var last = cells.FindLastIndex(cell => cell.Plain.Length > 0);
        page.Markup(string.Join(new string(' ', Gap), cells.Take(last + 1).Select((cell, i) => Padded(cell, i))));

        string Padded(Cell cell, int i)
        {
            var padding = new string(' ', widths[i] - cell.Plain.Length);
            return columns[i].Right ? padding + cell.Markup : i == last ? cell.Markup : cell.Markup + padding;
        }
    }
}
