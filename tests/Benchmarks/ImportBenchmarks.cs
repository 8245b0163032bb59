using System.Diagnostics;
using System.Globalization;
using Kompetanse.Protos.Assessment.V1;
using Microsoft.Data.Sqlite;

namespace Kompetanse.Benchmarks;

/// <summary>How fast does a whole agency come in from files, durably, and how fast is a host up again with it?</summary>
internal static class ImportBenchmarks
{
    public static async Task RunAsync(BenchmarkReport results)
    {
        var directory = Directory.CreateTempSubdirectory("kompetanse-import").FullName;
        var files = Directory.CreateDirectory(Path.Combine(directory, "files")).FullName;
        var rows = await WriteFilesAsync(new BenchAgency(), files);

        var imported = TimeSpan.Zero;
        var data = Path.Combine(directory, "data0");
        var pairs = new List<(double, double)>();
        for (var round = 0; round < 3; round++)
        {
            var plain = InsertIntoSqlite(files, Path.Combine(directory, $"plain{round}.db"));
            data = Path.Combine(directory, $"data{round}");
            await using var host = await RunningHost.StartWithDataAsync(data);
            imported = await ImportAsync(host, files);
            pairs.Add((imported.TotalMilliseconds, plain.TotalMilliseconds));
        }

        var pair = new Paired(pairs);
        results.Add(
            "Import of CSV files, durable", "≥ 50,000 rows/s",
            string.Create(CultureInfo.InvariantCulture, $"**{rows / pair.Baseline * 1000:#,0} rows/s**"),
            string.Create(CultureInfo.InvariantCulture, $"{rows:#,0} rows; `kompetanse import` against a host, both processes' start included for the client; median of {pairs.Count}"));
        results.Add("The same, against inserting the same rows into plain SQLite", "≤ 2 ×", pair, "import", "plain SQLite");
        await StartUpAsync(results, data);
        Directory.Delete(directory, recursive: true);
    }

    private static async Task StartUpAsync(BenchmarkReport results, string data)
    {
        var times = new List<double>();
        var memory = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            await using var host = await RunningHost.StartWithDataAsync(data);
            times.Add(host.StartUp.TotalSeconds);
            memory.Add(host.PeakMegabytes());
        }

        times.Sort();
        memory.Sort();
        results.Add(
            "Start-up with it: time", "≤ 3 s", string.Create(CultureInfo.InvariantCulture, $"**{times[2]:0.00} s** ({times[0]:0.00}–{times[^1]:0.00})"),
            "from the process's start until it listens; median of 5");
        results.Add(
            "Start-up with it: memory", "≤ 600 MB", string.Create(CultureInfo.InvariantCulture, $"**{memory[2]:0} MB** ({memory[0]:0}–{memory[^1]:0})"),
            "the most resident memory the process has had; median of 5");
    }

    private static async Task<TimeSpan> ImportAsync(RunningHost host, string files)
    {
        var start = Stopwatch.GetTimestamp();
        using var import = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "command", "kompetanse.dll"), "import", files, "--address", host.Address])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (output, error) = (import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
        await import.WaitForExitAsync();
        return import.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start)
            : throw new InvalidOperationException($"The import failed: {await output}{await error}");
    }

    /// <summary>The same rows, a table for each file, in one transaction as durable as the ledger's.</summary>
    private static TimeSpan InsertIntoSqlite(string files, string database)
    {
        var start = Stopwatch.GetTimestamp();
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full;");
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var file in Directory.GetFiles(files, "*.csv"))
            {
                InsertFile(connection, file);
            }

            transaction.Commit();
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static void InsertFile(SqliteConnection connection, string file)
    {
        using var reader = new StreamReader(file);
        var columns = reader.ReadLine()!.Split(',');
        var table = Path.GetFileNameWithoutExtension(file);
        Execute(connection, $"create table {table} ({string.Join(", ", columns.Select(column => $"\"{column}\" text"))})");
        using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into {table} values ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        var parameters = columns.Select((_, i) => insert.Parameters.Add($"$p{i}", SqliteType.Text)).ToArray();
        while (reader.ReadLine() is { } line)
        {
            var values = line.Split(',');
            for (var i = 0; i < values.Length; i++)
            {
                parameters[i].Value = values[i];
            }

            insert.ExecuteNonQuery();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<long> WriteFilesAsync(BenchAgency agency, string directory)
    {
        var (rows, made) = (0L, agency.Rows());
        await WriteAsync("competences", "id,name_nb,name_en,kind,area,source_uri", made.Competences.Select(c => $"{c.Id},{c.NameNb},,SKILL,{c.Area},"));
        await WriteAsync("roles", "id,name_nb,name_en", made.Roles.Select(r => $"{r.Id},{r.NameNb},"));
        await WriteAsync("units", "id,name,type,parent_id,leader_id", made.Units.Select(u => $"{u.Id},{u.Name},{u.Type.ToString().ToUpperInvariant()},{u.ParentId},"));
        await WriteAsync("employees", "id,name,email,employer", made.Employees.Select(e => $"{e.Id},{e.Name},,{e.Employer.ToString().ToUpperInvariant()}"));
        await WriteAsync("positions", "employee_id,unit_id,role_id,share,from,to", made.Positions.Select(p => FormattableString.Invariant($"{p.EmployeeId},{p.UnitId},{p.RoleId},{p.Share},{p.FromDate},")));
        await WriteAsync("expectations", "role_id,competence_id,level,weight,valid_from", made.RoleProfiles.SelectMany(p => p.Expectations, (p, e) => $"{p.RoleId},{e.CompetenceId},{e.Level},{e.Weight},{p.ValidFrom}"));
        await WriteAsync("assessments", "employee_id,competence_id,basis,level,date,valid_until,assessed_by", agency.Assessments().Select(a => $"{a.EmployeeId},{a.CompetenceId},{(a.Basis == Basis.Self ? "SELF" : "AGREED")},{a.Level},{a.Date},,"));
        return rows;

        async Task WriteAsync(string name, string header, IEnumerable<string> lines)
        {
            await using var file = new StreamWriter(Path.Combine(directory, $"{name}.csv"));
            await file.WriteLineAsync(header);
            foreach (var line in lines)
            {
                await file.WriteLineAsync(line);
                rows++;
            }
        }
    }
}
