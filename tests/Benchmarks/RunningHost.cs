using System.Diagnostics;
using System.Globalization;

namespace Kompetanse.Benchmarks;

/// <summary>A server in a process of its own, on a port of its own.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    /// <summary>What a server writes before its address.</summary>
    public const string Listening = "Now listening on: ";

    private readonly Process _process;

    private RunningHost(Process process, string address, TimeSpan startUp) =>
        (_process, Address, StartUp) = (process, address, startUp);

    public string Address { get; }

    /// <summary>From the process's start until it listens.</summary>
    public TimeSpan StartUp { get; }

    /// <summary>The product's host, on the data of a directory.</summary>
    public static Task<RunningHost> StartWithDataAsync(string dataDirectory, params string[] arguments) =>
        StartWithDataAsync(dataDirectory, "Kompetanse.Host.dll", arguments);

    /// <summary>The product's host with the demonstration, and an empty call beside its own.</summary>
    public static Task<RunningHost> StartWithEchoAsync(string dataDirectory) =>
        StartWithDataAsync(dataDirectory, "Kompetanse.Benchmarks.dll", [Grpc.EchoServers.Host]);

    private static Task<RunningHost> StartWithDataAsync(string dataDirectory, string program, string[] arguments) => StartAsync(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            Environment =
            {
                ["Kompetanse__DataDirectory"] = dataDirectory,
                ["Kompetanse__GrpcPort"] = "0",
                ["Kompetanse__WebPort"] = "0",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_gcServer"] = "1",
                // What is measured is how many it can answer, not how many it will.
                ["Kompetanse__Limits__CallsPerSecond"] = "1000000",
                ["Kompetanse__Limits__Burst"] = "1000000",
            },
        });

    /// <summary>This program in another of its roles, collecting garbage as the host does.</summary>
    public static Task<RunningHost> StartAsync(string role) => StartAsync(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Kompetanse.Benchmarks.dll"), role])
        {
            Environment = { ["DOTNET_gcServer"] = "1" },
        });

    /// <summary>The most resident memory the process has had, in MB; Linux alone tells.</summary>
    public double PeakMegabytes()
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1000;
    }

    /// <summary>What the process has used of the processors so far, in its own code and in the system's.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<RunningHost> StartAsync(ProcessStartInfo command)
    {
        command.UseShellExecute = false;
        command.RedirectStandardOutput = true;
        var start = Stopwatch.GetTimestamp();
        var process = Process.Start(command)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new RunningHost(process, line[(at + Listening.Length)..].Trim(), Stopwatch.GetElapsedTime(start));
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }
}
