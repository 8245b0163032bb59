using System.Globalization;
using System.Text;

namespace Kompetanse.Benchmarks;

/// <summary>What was measured, told on the console as it comes and written as a page at the end.</summary>
internal sealed class BenchmarkReport
{
    private const string Remarks =
        """
        ## What holds the rest back

        - `GetUnitReport` here is the whole answer in process: rows by role, by competence (where who holds several positions
          counts once) and by unit need, in order of priority, as messages. The SQL gives the rows by role alone, in no order;
          the rows below those of the targets compare just these.
        - What reports read is laid out unit by unit when first asked for, and again for a unit in which something has
          changed. The first report after a start does so for all.
        - Of an office's report, timed part by part: its messages (240, each with another for its figures) take 30 %, the rows by
          competence 27 %, the rows by role 21 %, counting its 83 positions 16 %, asking and permitting 5 %. At 500 × gap.sql
          there would be time for the messages and little else. A finished report could be kept until something changes; for
          a tenth of a millisecond it is not worth the ways it could be wrong.
        - Of the whole agency's report four fifths is reading 484,000 levels, with the processor waiting for memory most of it.
        - An import is parsed, checked, hashed and applied, in two processes, and its segments go through Orleans' storage; plain
          SQLite only stores.
        - A command on the catalogue may touch anything, so each is decided on what the one before it left, and has a write of its
          own; commands on different employees that wait at the same time share one. A write has all of the journal's newest
          entries in it, up to 64 KiB, until they become a segment.
        - The formula of the reference gives 2,200 people 1.3 of full time, which the product refuses; on both sides they
          have 1.2 here.
        - gRPC: single rounds lie far apart, since h2load and the server share two cores, so there are many short ones. The library
          of our own that stood here before Grpc.AspNetCore came to 0.89 × of bare Kestrel's requests a second on the machine of this
          page, at 5.7 µs of the server's time against 4.8, with less in it. Switched on one by one, the library costs one to three
          microseconds over bare Kestrel, and authentication, the rate limiter and authorisation of ASP.NET Core some two and a half
          each; the interceptors one. The schemes of tokens and of made-up persons were made one for it; the rest are the libraries' own.
        - A query asks the agency's grain for its version first, those that wait at the same time once together. That is in CheckTask,
          which misses its target: it came to 0.8 × on the same day before queries did so.

        """;

    private readonly List<string> _rows = [];

    /// <summary>A ratio of two things timed in pairs.</summary>
    public void Add(string question, string target, Paired pair, string baseline, string ours) => Add(
        question, target,
        string.Create(CultureInfo.InvariantCulture, $"**{pair.Ratio:0.##} ×** ({pair.LeastRatio:0.##}–{pair.MostRatio:0.##})"),
        string.Create(CultureInfo.InvariantCulture, $"{baseline} {pair.Baseline:0.000} ms, {ours} {pair.Ours:0.000} ms; {pair.Pairs.Count} pairs"));

    /// <summary>Any other figure.</summary>
    public void Add(string question, string target, string reached, string how)
    {
        Console.WriteLine($"{question}: {reached} (target {target}) — {how}");
        _rows.Add($"| {question} | {target} | {reached} | {how} |");
    }

    /// <summary>Something that could not be measured here, and why.</summary>
    public void Skip(string question, string why) => Add(question, "", "not measured", why);

    /// <summary>Writes the page.</summary>
    public void Write(string path, DateOnly date)
    {
        var page = new StringBuilder()
            .AppendLine("# Benchmarks").AppendLine()
            .AppendLine("Made by `dotnet run -c Release --project tests/Benchmarks`. Ratios are the result: the two sides of each were timed")
            .AppendLine("in turns in one run, and the ratio is the median of the pairs' own, with the least and the most in brackets.").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"- Date: {date:yyyy-MM-dd}")
            .AppendLine(CultureInfo.InvariantCulture, $"- Machine: {Machine()}")
            .AppendLine("- Agency: 22,000 employees, 305 units, 24,200 positions, 60 roles × 20 expectations, 803,000 assessments").AppendLine()
            .AppendLine("| question | target | reached | how |").AppendLine("|---|---|---|---|");
        foreach (var row in _rows)
        {
            page.AppendLine(row);
        }

        page.AppendLine().Append(Remarks);
        File.WriteAllText(path, page.ToString());
    }

    private static string Machine()
    {
        var model = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{model ?? "unknown processor"}, {Environment.ProcessorCount} cores, {memory:0} GB, {Environment.OSVersion.Platform}, .NET {Environment.Version}");
    }
}
