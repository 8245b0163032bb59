using System.Diagnostics;
using Kompetanse.Benchmarks;
using Kompetanse.Competence;
using Kompetanse.GapAnalysis;
using Kompetanse.Platform.Ledger.Sqlite;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Ledger.V1;

var dir = Directory.CreateTempSubdirectory("kompetanse-bench").FullName;
await using var ledger = new SqliteLedger(new SqliteLedgerOptions { DataDirectory = dir });
var model = new OrganisationModel().AddCompetence().AddGapAnalysis();
var clock = new AgencyClock(TimeProvider.System);
var t = Stopwatch.GetTimestamp();
var org = await Organisation.OpenAsync("a", model, ledger, clock, default);
var stream = new Kompetanse.Competence.Import.ImportStream();
stream.Add(new BenchAgency().Rows());
foreach (var chunk in new BenchAgency().Assessments().Chunk(2000)) { stream.Add(new ImportRequest { Assessments = { chunk } }); }
Console.WriteLine($"made {Stopwatch.GetElapsedTime(t)}"); t = Stopwatch.GetTimestamp();
var o = await org.ExecuteAsync(stream.ToCommand(), "b", default);
Console.WriteLine($"imported {Stopwatch.GetElapsedTime(t)} {(o as Outcome.Answered)?.Reply ?? (object)((Outcome.Refused)o).Reasons[0]} {new FileInfo(dir + "/ledger.db").Length + new FileInfo(dir + "/ledger.db-wal").Length}");
await org.DisposeAsync();
t = Stopwatch.GetTimestamp();
org = await Organisation.OpenAsync("a", model, ledger, clock, default);
Console.WriteLine($"opened {Stopwatch.GetElapsedTime(t)}");
foreach (var (unit, date) in new[] { ("u0", ""), ("u0", "2023-01-01"), ("u0", "2030-01-01"), ("u102", "") })
{
    for (var round = 0; round < 4; round++)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        t = Stopwatch.GetTimestamp(); var n = round == 0 ? 1 : unit=="u0" ? 100 : 3000;
        for (var i = 0; i < n; i++) { org.Query(new GetUnitReportRequest { UnitId = unit, AsOf = date }); }
        Console.WriteLine($"{unit} {date} {Stopwatch.GetElapsedTime(t).TotalMilliseconds / n:0.000} ms cpu {(Process.GetCurrentProcess().TotalProcessorTime-cpu).TotalMilliseconds/n:0.000}");
    }
}
for (var k = 0; k < 400; k++) org.Query(new GetUnitReportRequest { UnitId = "u0" });
GC.Collect(); Console.WriteLine($"heap {GC.GetTotalMemory(true) / 1e6:0} MB rss {Process.GetCurrentProcess().WorkingSet64 / 1e6:0}");
return 0;
