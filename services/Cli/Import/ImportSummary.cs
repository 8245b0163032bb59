using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Import;

/// <summary>How an import went: rows by file, time, and where in the ledger it stands.</summary>
internal sealed class ImportSummary(CommandContext context, bool check)
{
    public void Write(IEnumerable<(string File, int Rows)> files, ImportResponse response, TimeSpan time)
    {
        var texts = context.Texts;
        var read = files.Select(file => (file.File, file.Rows, Shown: texts.Number(file.Rows))).ToList();
        var width = read.Max(file => file.File.Length);
        var digits = read.Max(file => file.Shown.Length);
        foreach (var (file, _, shown) in read)
            context.Output.WriteLine($"  {file.PadRight(width)}  {shown.PadLeft(digits)}");

        var rows = read.Sum(file => file.Rows);
        var perSecond = rows / Math.Max(time.TotalSeconds, 0.001);
        context.Output.WriteLine(texts[
            "ImportTotal", texts.Count("Rows", rows), texts.Number(time.TotalSeconds, "0.0"), texts.Number(perSecond, "#,##0")]);
        context.Output.WriteLine(check
            ? texts["ImportChecked", texts.Number(response.Changed)]
            : texts["ImportRecorded", texts.Number(response.Changed), response.Position]);
    }
}
