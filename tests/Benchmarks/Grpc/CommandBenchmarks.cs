using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>How many commands a second are acknowledged, each durable, when many wait at a time?</summary>
internal static class CommandBenchmarks
{
    private const int AtATime = 128;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(10);
    private static readonly Metadata s_headers = new() { { "authorization", "Persona operator" } };

    public static async Task RunAsync(BenchmarkReport results)
    {
        var data = Directory.CreateTempSubdirectory("commands-");
        await using (var host = await RunningHost.StartWithDataAsync(data.FullName))
        {
            using var channel = GrpcChannel.ForAddress(host.Address);
            await MeasureAsync(channel, "w", s_warmUp);
            var (rate, slowest) = await MeasureAsync(channel, "c", s_duration);
            results.Add(
                "Durable commands, 128 at a time", "≥ 4,000/s",
                string.Create(CultureInfo.InvariantCulture, $"**{rate:#,0}/s**"),
                FormattableString.Invariant($"CreateCompetence over gRPC on SQLite, the client on the same cores; {s_duration.TotalSeconds:0} s; the slowest took {slowest.TotalMilliseconds:0} ms"));
        }

        data.Delete(recursive: true);
    }

    private static async Task<(double Rate, TimeSpan Slowest)> MeasureAsync(GrpcChannel channel, string prefix, TimeSpan duration)
    {
        var catalogue = new CatalogueService.CatalogueServiceClient(channel);
        var start = Stopwatch.GetTimestamp();
        var (next, slowest) = (0, 0L);
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref next)}");
                var began = Stopwatch.GetTimestamp();
                await catalogue.CreateCompetenceAsync(
                    new CreateCompetenceRequest
                    {
                        RequestId = id, Competence = new Protos.Catalogue.V1.Competence { Id = id, NameNb = id, Kind = CompetenceKind.Skill, Area = "test" },
                    },
                    s_headers);
                var took = Stopwatch.GetTimestamp() - began;
                if (took > Volatile.Read(ref slowest))
                {
                    Volatile.Write(ref slowest, took);
                }
            }
        }));
        return (next / Stopwatch.GetElapsedTime(start).TotalSeconds, Stopwatch.GetElapsedTime(0, slowest));
    }
}
