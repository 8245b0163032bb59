using System.Globalization;
using Google.Protobuf.WellKnownTypes;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>What does gRPC cost over Kestrel that sends the same bytes without asking what they mean?</summary>
internal static class GrpcBenchmarks
{
    // Many short ones: whatever else the machine does, it does to all.
    private const int Rounds = 50;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(BenchmarkReport results)
    {
        if (!H2Load.IsInstalled())
        {
            results.Skip("gRPC against bare Kestrel", "h2load (nghttp2-client) is not installed");
            return;
        }

        await using var bare = await RunningHost.StartAsync(EchoServers.Bare);
        await using var library = await RunningHost.StartAsync(EchoServers.Library);
        await using var frontDoor = await RunningHost.StartAsync(EchoServers.FrontDoor);
        foreach (var server in new[] { bare, library, frontDoor })
        {
            await MeasureAsync(server, s_warmUp);
        }

        var rounds = new List<(Run Bare, Run Library, Run FrontDoor)>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add((await MeasureAsync(bare, s_duration), await MeasureAsync(library, s_duration), await MeasureAsync(frontDoor, s_duration)));
        }

        Add(results, "Grpc.AspNetCore as it comes", rounds.ConvertAll(round => (round.Bare, round.Library)));
        Add(results, "The front door, with all it does", rounds.ConvertAll(round => (round.Bare, round.FrontDoor)));
    }

    private static async Task<Run> MeasureAsync(RunningHost server, TimeSpan duration)
    {
        var before = server.ProcessorTime();
        var run = await H2Load.RunAsync(server.Address + EchoServers.Path, new Empty(), [EchoServers.Caller], duration);
        return new Run(run.Rate, (server.ProcessorTime() - before).TotalMicroseconds / run.Requests);
    }

    /// <summary>Two rows: how many calls a second, and what the server's processor spends on one, against bare Kestrel.</summary>
    private static void Add(BenchmarkReport results, string what, List<(Run Bare, Run Measured)> pairs)
    {
        var rate = new Paired([.. pairs.Select(pair => (1 / pair.Bare.Rate, 1 / pair.Measured.Rate))]);
        results.Add(
            $"{what}: an empty call, requests a second, against bare Kestrel", "–",
            string.Create(CultureInfo.InvariantCulture, $"**{rate.Ratio:0.00} ×** ({rate.LeastRatio:0.00}–{rate.MostRatio:0.00})"),
            FormattableString.Invariant($"h2load -c 8 -m 32 on the same cores; {Median(pairs, pair => pair.Measured.Rate):#,0}/s, bare {Median(pairs, pair => pair.Bare.Rate):#,0}/s; {pairs.Count} rounds of {s_duration.TotalSeconds:0} s"));
        results.Add(
            $"{what}: the server's processor time for it", "–",
            string.Create(CultureInfo.InvariantCulture, $"**{Median(pairs, pair => pair.Measured.Microseconds):0.0} µs**"),
            FormattableString.Invariant($"bare Kestrel {Median(pairs, pair => pair.Bare.Microseconds):0.0} µs, in the same rounds"));
    }

    private static double Median(List<(Run Bare, Run Measured)> pairs, Func<(Run Bare, Run Measured), double> side) =>
        pairs.Select(side).Order().ElementAt(pairs.Count / 2);

    /// <summary>What a second of calls came to.</summary>
    /// <param name="Rate">Calls a second.</param>
    /// <param name="Microseconds">The server's processor time for each.</param>
    private readonly record struct Run(double Rate, double Microseconds);
}
