using Kompetanse.Benchmarks;
using Kompetanse.Benchmarks.Grpc;

// dotnet run -c Release --project tests/Benchmarks [-- report|hidden|import|commands|grpc|check ...]   With no names: all, and docs/benchmarks.md is written.
switch (args)
{
    case [EchoServers.FrontDoor]:
        await EchoServers.RunFrontDoorAsync();
        return 0;
    case [EchoServers.Library]:
        await EchoServers.RunLibraryAsync();
        return 0;
    case [EchoServers.Host]:
        await EchoServers.RunHostAsync();
        return 0;
    case [EchoServers.Bare]:
        await EchoServers.RunBareAsync();
        return 0;
}

var results = new BenchmarkReport();
var benchmarks = new Dictionary<string, Func<BenchmarkReport, Task>>(StringComparer.Ordinal)
{
    ["report"] = ReportBenchmarks.RunAsync,
    ["hidden"] = HiddenGroupsBenchmarks.RunAsync,
    ["import"] = ImportBenchmarks.RunAsync,
    ["commands"] = CommandBenchmarks.RunAsync,
    ["grpc"] = GrpcBenchmarks.RunAsync,
    ["check"] = CheckTaskBenchmarks.RunAsync,
};
foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    await benchmarks[name](results);
}

if (args.Length == 0)
{
    results.Write(Path.Combine("docs", "benchmarks.md"), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime));
}

return 0;
