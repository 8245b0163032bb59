using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>How many reach the requirement, are below it, and are unknown, as one bar.</summary>
internal sealed class CoverageBar(Page page)
{
    readonly int width = page.Widest ? 20 : page.Wide ? 14 : 10;
    readonly (char Cell, string Style)[] parts = page.Rich
        ? [('█', "green"), ('▒', "yellow"), ('░', "grey")]
        : [('#', "green"), ('-', "yellow"), ('.', "grey")];

    /// <summary>The parts of the bar, each with its word.</summary>
    public string Legend(params ReadOnlySpan<string> words)
    {
        var legend = new List<string>();
        for (var i = 0; i < words.Length; i++) legend.Add($"[{parts[i].Style}]{parts[i].Cell}[/] {Safe.Markup(words[i])}");
        return string.Join("   ", legend);
    }

    public Cell Draw(Numbers numbers)
    {
        var cells = Share([numbers.Met, numbers.Below, numbers.Unknown]);
        return new(
            string.Concat(parts.Zip(cells, (part, count) => new string(part.Cell, count))),
            string.Concat(parts.Zip(cells, (part, count) => $"[{part.Style}]{new string(part.Cell, count)}[/]")));
    }

    // By largest remainder, so that the cells add up; a single person is always seen.
    int[] Share(int[] counts)
    {
        var total = Math.Max(1, counts.Sum());
        var cells = counts.Select(count => count == 0 ? 0 : Math.Max(1, count * width / total)).ToArray();
        for (var left = width - cells.Sum(); left > 0 && counts.Sum() > 0; left--)
        {
            var most = Enumerable.Range(0, cells.Length).MaxBy(i => ((double)counts[i] * width / total) - cells[i]);
            cells[most]++;
        }

        while (cells.Sum() > width) cells[Array.IndexOf(cells, cells.Max())]--;
        return cells;
    }
}
