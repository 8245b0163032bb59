using Npgsql;

namespace Kompetanse.Storage.Tests.Servers;

/// <summary>PostgreSQL as Debian has it.</summary>
public sealed class PostgreSqlServer : StorageServer
{
    public override (string Key, string Value)[] Settings =>
        [("Provider", "PostgreSql"), ("PostgreSql:ConnectionString", ConnectionString)];

    /// <summary>A pool for each client of a test: several share the hundred connections that the server has.</summary>
    public string ConnectionString =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Maximum Pool Size=20;Timeout=60";

    string Data => Path.Combine(Folder, "data");

    protected override async Task PrepareAsync()
    {
        if (Environment.IsPrivilegedProcess)
            await ServerProcess.RunAsync("chown", "postgres:", Folder);
        var (program, arguments) = Command(
            "initdb", "--pgdata", Data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--no-sync");
        await ServerProcess.RunAsync(program, arguments);
    }

    private protected override ServerProcess Start()
    {
        // Only its socket and its port are its own; it flushes as it does in earnest.
        var (program, arguments) = Command("postgres", "-D", Data, "-h", "127.0.0.1", "-p", $"{Port}", "-k", Folder);
        // The shell stops it (SIGINT: without waiting for clients) when the input ends.
        return ServerProcess.Start("sh", ["-c", "\"$@\" & cat >/dev/null; kill -INT $!; wait $!", "sh", program, .. arguments]);
    }

    protected override async Task AskAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
    }

    /// <summary>The server refuses to run as root.</summary>
    static (string Program, string[] Arguments) Command(string name, params string[] arguments)
    {
        var path = Path.Combine(Binaries(), name);
        return Environment.IsPrivilegedProcess
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments])
            : (path, arguments);
    }

    static string Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .Select(version => Path.Combine(version, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .Order(StringComparer.Ordinal).LastOrDefault()
        ?? throw new FileNotFoundException("PostgreSQL is not installed: apt-get install postgresql");
}
