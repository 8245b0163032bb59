using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>What a report is written on: a terminal with colours, or plain text of the same shape.</summary>
internal sealed class Page(CommandContext context)
{
    readonly IAnsiConsole console = context.Screen.Spectre();

    public Texts Texts { get; } = context.Texts;

    public int Width { get; } = context.Screen.Width;

    /// <summary>Block characters and lines can be shown.</summary>
    public bool Rich { get; } = context.Screen.Rich;

    /// <summary>There is room for level names and means.</summary>
    public bool Wide => Width >= 100;

    /// <summary>There is room for weighted gaps and long bars.</summary>
    public bool Widest => Width >= 120;

    public void Title(string title)
    {
        console.WriteLine();
        foreach (var line in Wrapping.Wrap(Safe.Plain(title), Width)) Markup($"[bold]{Safe.Markup(line)}[/]");
    }

    /// <summary>Text as it is, in lines that fit.</summary>
    public void Text(string text, string style = "default")
    {
        foreach (var line in Wrapping.Wrap(Safe.Plain(text), Width)) Markup($"[{style}]{Safe.Markup(line)}[/]");
    }

    /// <summary>`1. Veiledning: …`, with the first words in bold and further lines indented.</summary>
    public void Numbered(int number, string words, string rest)
    {
        var (start, indent) = ($"{number}. ", $"{number}. ".Length);
        var lines = Wrapping.Wrap(Safe.Plain($"{words}: {rest}"), Width - indent);
        for (var i = 0; i < lines.Count; i++)
        {
            var bold = i == 0 && lines[0].StartsWith(Safe.Plain(words), StringComparison.Ordinal) ? Safe.Plain(words) : "";
            Markup($"{(i == 0 ? start : new string(' ', indent))}[bold]{Safe.Markup(bold)}[/]{Safe.Markup(lines[i][bold.Length..])}");
        }
    }

    /// <summary>A line of Spectre's markup, which fits.</summary>
    public void Markup(string markup) => console.MarkupLine(markup);
}
