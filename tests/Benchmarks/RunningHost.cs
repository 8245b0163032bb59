using System.Diagnostics;
using System.Globalization;

namespace Kompetanse.Benchmarks;

/// <summary>A host in a process of its own, on a port of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private RunningHost(Process process, string address, TimeSpan startUp) =>
        (_process, Address, StartUp) = (process, address, startUp);

    public string Address { get; }

    /// <summary>From the process's start until it listens.</summary>
    public TimeSpan StartUp { get; }

    public static async Task<RunningHost> StartAsync(string dataDirectory)
    {
        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Kompetanse.Host.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment =
            {
                ["Kompetanse__DataDirectory"] = dataDirectory,
                ["Kompetanse__GrpcPort"] = "0",
                ["Kompetanse__WebPort"] = "0",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
            },
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new RunningHost(process, line[(at + Listening.Length)..].Trim(), Stopwatch.GetElapsedTime(start));
            }
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }

    /// <summary>The most resident memory the process has had, in MB; Linux alone tells.</summary>
    public double PeakMegabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1000;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
