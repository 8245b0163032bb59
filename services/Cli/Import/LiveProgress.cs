using System.Collections.Concurrent;
using System.Diagnostics;
using Kompetanse.Cli.Text;
using Spectre.Console;

namespace Kompetanse.Cli.Import;

/// <summary>A bar for each file, with rows and rows a second, on a terminal.</summary>
internal sealed class LiveProgress(ProgressContext bars, Texts texts) : IImportProgress
{
    readonly ConcurrentDictionary<string, (ProgressTask Bar, long Started)> files = new();

    /// <summary>Runs the work with bars on the terminal.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, Texts texts, Func<IImportProgress, Task<T>> work) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(bars => work(new LiveProgress(bars, texts)));

    public void Reading(CsvFile file, int line, int rows)
    {
        var (bar, started) = Bar(file);
        bar.Value = line;
        bar.Description = Description(file, rows, started);
    }

    public void Read(CsvFile file, int rows)
    {
        var (bar, started) = Bar(file);
        bar.Value = bar.MaxValue;
        bar.Description = Description(file, rows, started);
        bar.StopTask();
    }

    public void Sent() => bars.AddTask(Markup.Escape(texts["ProgressSent"])).IsIndeterminate = true;

    (ProgressTask Bar, long Started) Bar(CsvFile file) => files.GetOrAdd(
        file.Name, name => (bars.AddTask(Markup.Escape(name), maxValue: file.Lines), Stopwatch.GetTimestamp()));

    string Description(CsvFile file, int rows, long started)
    {
        var seconds = Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001);
        return Markup.Escape(texts["ProgressLive", file.Name, texts.Count("Rows", rows), texts.Number(rows / seconds, "#,##0")]);
    }
}
