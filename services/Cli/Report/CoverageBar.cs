using Kompetanse.Protos.Gap.V1;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>How many reach the requirement, are below it, and are unknown, as one bar.</summary>
internal sealed class CoverageBar(IAnsiConsole console)
{
    readonly bool unicode = console.Profile.Capabilities.Unicode;
    readonly int width = console.Profile.Width switch { >= 120 => 20, >= 100 => 14, _ => 10 };

    public string Legend(string met, string below, string unknown) =>
        $"[green]{Met}[/] {met}   [yellow]{Below}[/] {below}   [grey]{Unknown}[/] {unknown}";

    public string Draw(Numbers numbers)
    {
        var cells = Share([numbers.Met, numbers.Below, numbers.Unknown]);
        return $"[green]{Cells(Met, cells[0])}[/][yellow]{Cells(Below, cells[1])}[/][grey]{Cells(Unknown, cells[2])}[/]";
    }

    char Met => unicode ? '█' : '#';

    char Below => unicode ? '▒' : '-';

    char Unknown => unicode ? '░' : '.';

    // By largest remainder, so that the cells add up; a single person is always seen.
    int[] Share(int[] counts)
    {
        var total = counts.Sum();
        var cells = counts.Select(count => count == 0 ? 0 : Math.Max(1, count * width / total)).ToArray();
        while (cells.Sum() < width)
            cells[Enumerable.Range(0, 3).MaxBy(i => counts[i] == 0 ? double.MinValue : ((double)counts[i] * width / total) - cells[i])]++;
        while (cells.Sum() > width) cells[Array.IndexOf(cells, cells.Max())]--;
        return cells;
    }

    static string Cells(char cell, int count) => new(cell, count);
}
