using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Kompetanse.Benchmarks;

/// <summary>A PostgreSQL of our own on loopback, thrown away afterwards.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly string _directory;
    private readonly string _binaries;
    private readonly int _port;

    private Postgres(string directory, string binaries, int port) =>
        (_directory, _binaries, _port) = (directory, binaries, port);

    public NpgsqlDataSource Source { get; private set; } = null!;

    public static async Task<Postgres> StartAsync()
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        var server = new Postgres(
            Directory.CreateTempSubdirectory("kompetanse-pg").FullName,
            Path.Combine(binaries ?? throw new InvalidOperationException("Install postgresql first."), "bin"),
            FreePort());
        await RunAsync("chown", "postgres", server._directory);
        await server.AsPostgresAsync("initdb", "-D", server._directory, "-A", "trust", "-E", "UTF8");
        await server.AsPostgresAsync(
            "pg_ctl", "-D", server._directory, "-w", "-l", Path.Combine(server._directory, "log"), "-o",
            $"-p {server._port} -k {server._directory} -c listen_addresses=127.0.0.1", "start");
        server.Source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={server._port};Username=postgres;Database=postgres;Command Timeout=600");
        return server;
    }

    /// <summary>Runs a script.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await AsPostgresAsync("pg_ctl", "-D", _directory, "-m", "immediate", "stop");
        Directory.Delete(_directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task AsPostgresAsync(string program, params string[] arguments) =>
        RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(_binaries, program), .. arguments]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Output goes nowhere: a server that inherits a pipe would keep it open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
