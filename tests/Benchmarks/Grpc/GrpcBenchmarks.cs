using System.Globalization;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>What does gRPC cost over Kestrel that sends the same bytes without asking what they mean?</summary>
internal static class GrpcBenchmarks
{
    // Many short ones: whatever else the machine does, it does to both sides of a pair.
    private const int Rounds = 100;
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
        await using var grpc = await RunningHost.StartAsync(EchoServers.Grpc);
        var (bareBytes, grpcBytes) = (await H2Load.RunAsync(bare.Address, s_warmUp), await H2Load.RunAsync(grpc.Address, s_warmUp));
        if (Math.Abs(bareBytes.BytesEach - grpcBytes.BytesEach) > 0.5)
        {
            throw new InvalidOperationException($"The servers send different bytes: {bareBytes}, {grpcBytes}");
        }

        var rates = new List<(double Bare, double Grpc)>();
        var costs = new List<(double Bare, double Grpc)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (bareRun, grpcRun) = (await MeasureAsync(bare), await MeasureAsync(grpc));
            rates.Add((bareRun.Rate, grpcRun.Rate));
            costs.Add((bareRun.Microseconds, grpcRun.Microseconds));
        }

        Add(results, "gRPC, an empty call: requests a second, against bare Kestrel", "≥ 0.88 ×",
            rates.ConvertAll(pair => (1 / pair.Grpc, 1 / pair.Bare)),
            FormattableString.Invariant($"h2load -c 8 -m 32 on the same cores; {Median(rates, pair => pair.Grpc):#,0}/s, bare {Median(rates, pair => pair.Bare):#,0}/s"));
        Add(results, "gRPC, an empty call: the server's processor time, bare Kestrel's against it", "≥ 0.88 ×",
            costs.ConvertAll(pair => (pair.Grpc, pair.Bare)),
            FormattableString.Invariant($"{Median(costs, pair => pair.Grpc):0.00} µs a call, bare {Median(costs, pair => pair.Bare):0.00} µs"));
    }

    private static async Task<(double Rate, double Microseconds)> MeasureAsync(RunningHost server)
    {
        var before = server.ProcessorTime();
        var run = await H2Load.RunAsync(server.Address, s_duration);
        return (run.Rate, (server.ProcessorTime() - before).TotalMicroseconds / run.Requests);
    }

    /// <summary>A ratio of what one call takes: bare Kestrel's by ours.</summary>
    private static void Add(BenchmarkReport results, string question, string target, List<(double Ours, double Bare)> pairs, string how)
    {
        var paired = new Paired([.. pairs.Select(pair => (pair.Bare, pair.Ours))]);
        results.Add(question, target,
            string.Create(CultureInfo.InvariantCulture, $"**{paired.Ratio:0.00} ×** ({paired.LeastRatio:0.00}–{paired.MostRatio:0.00})"),
            FormattableString.Invariant($"{how}; {pairs.Count} pairs of {s_duration.TotalSeconds:0} s"));
    }

    private static double Median(List<(double, double)> pairs, Func<(double Bare, double Grpc), double> side) =>
        pairs.Select(side).Order().ElementAt(pairs.Count / 2);
}
