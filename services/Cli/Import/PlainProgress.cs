using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Import;

/// <summary>Single lines, for a log or a file: one for each file, and one for each hundred thousand rows.</summary>
internal sealed class PlainProgress(TextWriter error, Texts texts) : IImportProgress
{
    const int RowsBetweenLines = 100_000;

    int next = RowsBetweenLines;

    public void Reading(CsvFile file, int line, int rows)
    {
        if (rows < next) return;
        error.WriteLine(texts["ProgressPart", file.Name, texts.Count("Rows", rows)]);
        next += RowsBetweenLines;
    }

    public void Read(CsvFile file, int rows)
    {
        error.WriteLine(texts["ProgressFile", file.Name, texts.Count("Rows", rows)]);
        next = RowsBetweenLines;
    }

    public void Sent() => error.WriteLine(texts["ProgressSent"]);
}
