using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Benchmarks.Grpc;

/// <summary>How many commands a second are acknowledged, each durable, when many wait at a time?</summary>
/// <remarks>Those on different employees share a write; those on the catalogue are decided and written one after another.</remarks>
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
            var catalogue = new CatalogueService.CatalogueServiceClient(channel);
            await CreateCompetenceAsync(catalogue, "veiledning");
            await CreateEmployeesAsync(new DirectoryService.DirectoryServiceClient(channel));

            await AddAsync(results, "Durable commands, 128 at a time", "≥ 4,000/s", "CreateAssessment of different employees", AssessAsync);
            await AddAsync(
                results, "The same, on the catalogue", "", "CreateCompetence, each decided alone",
                (writer, number) => CreateCompetenceAsync(catalogue, Id($"c{writer}-{number}")));

            Task AssessAsync(int writer, int number) =>
                new AssessmentService.AssessmentServiceClient(channel).CreateAssessmentAsync(
                    new CreateAssessmentRequest
                    {
                        RequestId = Id($"a{writer}-{number}"),
                        Assessment = new Assessment
                        {
                            EmployeeId = Id($"e{writer}"), CompetenceId = "veiledning", Basis = Basis.Self, Level = 3,
                            Date = new DateOnly(2026, 1, 1).AddDays(-number).ToString("O", CultureInfo.InvariantCulture),
                        },
                    },
                    s_headers).ResponseAsync;
        }

        data.Delete(recursive: true);
    }

    private static async Task AddAsync(BenchmarkReport results, string what, string target, string how, Func<int, int, Task> command)
    {
        var next = new int[AtATime];
        await MeasureAsync(s_warmUp);
        var (rate, slowest) = await MeasureAsync(s_duration);
        results.Add(
            what, target, string.Create(CultureInfo.InvariantCulture, $"**{rate:#,0}/s**"),
            FormattableString.Invariant($"{how}, over gRPC on SQLite, the client on the same cores; {s_duration.TotalSeconds:0} s; the slowest took {slowest.TotalMilliseconds:0} ms"));

        async Task<(double Rate, TimeSpan Slowest)> MeasureAsync(TimeSpan duration)
        {
            var start = Stopwatch.GetTimestamp();
            var writers = await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async writer =>
            {
                var (count, slowest) = (0, TimeSpan.Zero);
                for (; Stopwatch.GetElapsedTime(start) < duration; count++)
                {
                    var began = Stopwatch.GetTimestamp();
                    await command(writer, next[writer]++);
                    var took = Stopwatch.GetElapsedTime(began);
                    slowest = took > slowest ? took : slowest;
                }

                return (count, slowest);
            }));
            return (writers.Sum(writer => writer.count) / Stopwatch.GetElapsedTime(start).TotalSeconds, writers.Max(writer => writer.slowest));
        }
    }

    private static Task<Protos.Catalogue.V1.Competence> CreateCompetenceAsync(CatalogueService.CatalogueServiceClient catalogue, string id) =>
        catalogue.CreateCompetenceAsync(
            new CreateCompetenceRequest
            {
                RequestId = id,
                Competence = new Protos.Catalogue.V1.Competence { Id = id, NameNb = id, Kind = CompetenceKind.Skill, Area = "test" },
            },
            s_headers).ResponseAsync;

    private static async Task CreateEmployeesAsync(DirectoryService.DirectoryServiceClient directory)
    {
        for (var number = 0; number < AtATime; number++)
        {
            await directory.CreateEmployeeAsync(
                new CreateEmployeeRequest
                {
                    RequestId = Id($"e{number}"),
                    Employee = new Employee { Id = Id($"e{number}"), Name = "Kari Nordmann", Email = Id($"e{number}@example.org"), Employer = Employer.State },
                },
                s_headers);
        }
    }

    private static string Id(FormattableString id) => FormattableString.Invariant(id);
}
