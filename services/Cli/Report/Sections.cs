using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>How the parts of a report are set apart.</summary>
internal static class Sections
{
    public static void Title(IAnsiConsole console, string title)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
    }

    /// <summary>A table without side lines, whose first column is text and may wrap.</summary>
    public static Table Table(params IEnumerable<TableColumn> columns)
    {
        var table = new Table().Border(TableBorder.Simple).BorderColor(Color.Grey);
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    public static TableColumn Words(string title) => new TableColumn(Markup.Escape(title)).PadLeft(0);

    public static TableColumn Figures(string title) => new TableColumn(Markup.Escape(title)).RightAligned().NoWrap();

    public static TableColumn Bar(string title) => new TableColumn(Markup.Escape(title)).NoWrap();
}
