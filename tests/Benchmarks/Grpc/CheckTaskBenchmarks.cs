using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>
/// What does it cost to ask whether a person may do a task? Against an empty call to the same host by the same caller, so that
/// what permits and answers is in the difference.
/// </summary>
internal static class CheckTaskBenchmarks
{
    private const int Rounds = 7;
    private const int Batches = 300;
    private const string Caller = "Persona operator";

    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(4);
    private static readonly Metadata s_headers = new() { { "authorization", Caller } };

    public static async Task RunAsync(BenchmarkReport results)
    {
        if (!H2Load.IsInstalled())
        {
            results.Skip("CheckTask", "h2load (nghttp2-client) is not installed");
            return;
        }

        var data = Directory.CreateTempSubdirectory("check-");
        await using (var host = await RunningHost.StartWithEchoAsync(data.FullName))
        {
            var verified = await VerifiedAsync(host);
            await MeasureOneAsync(results, host, verified[0]);
            await MeasureBatchAsync(results, host, verified);
        }

        data.Delete(recursive: true);
    }

    private static async Task MeasureOneAsync(BenchmarkReport results, RunningHost host, CheckTaskRequest request)
    {
        var pairs = new List<(double Empty, double Check)>();
        var costs = new List<(double Empty, double Check)>();
        for (var round = -1; round < Rounds; round++)
        {
            var empty = await MeasureAsync(host, EchoServers.Path, new Nothing());
            var check = await MeasureAsync(host, "/kompetanse.verification.v1.VerificationService/CheckTask", request);
            if (round >= 0) // The first is to warm up.
            {
                pairs.Add((empty.Rate, check.Rate));
                costs.Add((empty.Microseconds, check.Microseconds));
            }
        }

        var paired = new Paired([.. pairs.Select(pair => (1 / pair.Empty, 1 / pair.Check))]);
        results.Add(
            "CheckTask: calls a second, against an empty call to the same host", "≥ 0.60 ×",
            string.Create(CultureInfo.InvariantCulture, $"**{paired.Ratio:0.00} ×** ({paired.LeastRatio:0.00}–{paired.MostRatio:0.00})"),
            FormattableString.Invariant($"h2load -c 8 -m 32 on the same cores; {Median(pairs, pair => pair.Check):#,0}/s, the empty call {Median(pairs, pair => pair.Empty):#,0}/s; {pairs.Count} pairs of {s_duration.TotalSeconds:0} s"));
        results.Add(
            "Permitting and answering CheckTask: processor time", "–",
            string.Create(CultureInfo.InvariantCulture, $"**{Median(costs, pair => pair.Check) - Median(costs, pair => pair.Empty):0.0} µs** in all"),
            FormattableString.Invariant($"CheckTask {Median(costs, pair => pair.Check):0.0} µs, the empty call {Median(costs, pair => pair.Empty):0.0} µs of the server's time"));
    }

    private static async Task MeasureBatchAsync(BenchmarkReport results, RunningHost host, IReadOnlyList<CheckTaskRequest> verified)
    {
        using var channel = GrpcChannel.ForAddress(host.Address);
        var verifications = new VerificationService.VerificationServiceClient(channel);
        var request = new CheckTasksRequest { Checks = { Enumerable.Range(0, 1000).Select(i => verified[i % verified.Count]) } };
        var times = new List<double>();
        for (var i = -Batches; i < Batches; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await verifications.CheckTasksAsync(request, s_headers);
            if (i >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        times.Sort();
        results.Add(
            "CheckTasks: a batch of 1,000", "≤ 5 ms",
            string.Create(CultureInfo.InvariantCulture, $"**{times[Batches / 2]:0.00} ms** ({times[0]:0.00}–{times[^1]:0.00})"),
            $"over gRPC, from the client's call to its reply; median of {Batches}");
    }

    /// <summary>Checks of everybody in the demonstration who may do a task alone.</summary>
    private static async Task<IReadOnlyList<CheckTaskRequest>> VerifiedAsync(RunningHost host)
    {
        using var channel = GrpcChannel.ForAddress(host.Address);
        using var watch = new VerificationService.VerificationServiceClient(channel).WatchTask(
            new WatchTaskRequest { TaskId = "vurdere-aap-vilkar" }, s_headers, deadline: DateTime.UtcNow.AddMinutes(1));
        await watch.ResponseStream.MoveNext(CancellationToken.None);
        return
        [
            .. watch.ResponseStream.Current.Checks.Where(check => check.Answer == TaskAnswer.Alone)
                .Select(check => new CheckTaskRequest { EmployeeId = check.EmployeeId, TaskId = check.TaskId }),
        ];
    }

    private static async Task<(double Rate, double Microseconds)> MeasureAsync(
        RunningHost host, string path, Google.Protobuf.IMessage message)
    {
        var before = host.ProcessorTime();
        var run = await H2Load.RunAsync(host.Address + path, message, [$"authorization: {Caller}"], s_duration);
        return (run.Rate, (host.ProcessorTime() - before).TotalMicroseconds / run.Requests);
    }

    private static double Median(List<(double, double)> pairs, Func<(double Empty, double Check), double> side) =>
        pairs.Select(side).Order().ElementAt(pairs.Count / 2);
}
