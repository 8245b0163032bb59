using System.Diagnostics;

namespace Kompetanse.Benchmarks;

/// <summary>Two ways of the same, timed in turns in one run, so that what else the machine does hits both.</summary>
internal static class Pairs
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>Times both, a warm-up of each first.</summary>
    /// <param name="rounds">Pairs to time.</param>
    /// <param name="ours">How often ours runs for each run of the other; its time is that of one run.</param>
    public static async Task<Paired> TimeAsync(int rounds, Func<Task> baseline, Func<Task> ours, int oursPerRound = 1)
    {
        await WarmUpAsync(baseline);
        await WarmUpAsync(ours);

        var pairs = new List<(double Baseline, double Ours)>();
        for (var round = 0; round < rounds; round++)
        {
            pairs.Add((await MillisecondsAsync(baseline, 1), await MillisecondsAsync(ours, oursPerRound)));
        }

        return new Paired(pairs);
    }

    /// <summary>A host runs for months: what is timed is code that has been compiled for good, and caches that are filled.</summary>
    private static async Task WarmUpAsync(Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)
        {
            await run();
        }
    }

    private static async Task<double> MillisecondsAsync(Func<Task> run, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            await run();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / times;
    }
}

/// <summary>What the pairs came to, in milliseconds.</summary>
internal sealed record Paired(IReadOnlyList<(double Baseline, double Ours)> Pairs)
{
    public double Baseline => Median(Pairs.Select(pair => pair.Baseline));

    public double Ours => Median(Pairs.Select(pair => pair.Ours));

    /// <summary>Median of the pairs' own ratios: how many times the other's time is ours.</summary>
    public double Ratio => Median(Pairs.Select(pair => pair.Baseline / pair.Ours));

    public double LeastRatio => Pairs.Min(pair => pair.Baseline / pair.Ours);

    public double MostRatio => Pairs.Max(pair => pair.Baseline / pair.Ours);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
