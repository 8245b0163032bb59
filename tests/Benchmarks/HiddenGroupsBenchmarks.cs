using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.Disclosure;

namespace Kompetanse.Benchmarks;

/// <summary>What does it cost to hide small groups: the report of those who don't lead the units, against the exact one?</summary>
internal static class HiddenGroupsBenchmarks
{
    private const string Today = "2026-01-15";

    public static async Task RunAsync(BenchmarkReport results)
    {
        var hides = false;
        var (exact, hidden) = (new Sight.Exact(), new Sight.SmallGroupsHidden(new HashSet<Unit>()));
        await using var agency = await OpenAgency.OpenAsync(new BenchAgency(), (_, _, _) => hides ? hidden : exact);
        foreach (var (name, unit) in new[] { ("Whole agency", "u0"), ("A county", "u3"), ("One office", "u102") })
        {
            var pair = await Pairs.TimeAsync(30, () => ReportAsync(unit, true), () => ReportAsync(unit, false), unit == "u0" ? 1 : 50);
            results.Add($"{name}, small groups hidden, against exact", "tens of ms", pair, "hidden", "exact");
        }

        Task ReportAsync(string unit, bool hiding)
        {
            hides = hiding;
            agency.Report(unit, Today);
            return Task.CompletedTask;
        }
    }
}
