using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>A host in a process of its own, on a free port of loopback. Killed when it is disposed of.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    const string Listening = "Now listening on: ";
    const int Interrupt = 2;

    readonly Process process;
    readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    readonly List<string> written = [];

    RunningHost(Process process)
    {
        this.process = process;
        // Read to the end whether or not anybody asks: a host whose pipe is full would stand still.
        _ = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line) lines.Writer.TryWrite(line);
            lines.Writer.Complete();
        });
    }

    /// <summary>Where it answers gRPC.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Where it answers plain HTTP.</summary>
    public string WebAddress { get; private set; } = "";

    /// <summary>Starts a host in development on the data of a directory, and waits until it takes calls.</summary>
    public static Task<RunningHost> StartAsync(string dataDirectory, params string[] arguments) =>
        StartAsync(dataDirectory, HostSettings.Development, arguments);

    /// <summary>Starts a host with settings of its own, and waits until it takes calls.</summary>
    public static async Task<RunningHost> StartAsync(string dataDirectory, HostSettings settings, params string[] arguments)
    {
        var start = StartOf(dataDirectory, settings, arguments);
        start.RedirectStandardOutput = true;
        var host = new RunningHost(Process.Start(start)!);
        var addresses = (await host.ReadUntilAsync("Application started"))
            .Where(line => line.Contains(Listening, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim())
            .ToList();
        (host.Address, host.WebAddress) = (addresses[0], addresses[1]);
        return host;
    }

    /// <summary>Runs a host that is to refuse to start, to its end.</summary>
    public static Task<Ended> RefuseAsync(string dataDirectory, HostSettings settings, params string[] arguments) =>
        Ended.OfAsync(StartOf(dataDirectory, settings, arguments));

    static ProcessStartInfo StartOf(string dataDirectory, HostSettings settings, string[] arguments)
    {
        // A shell may have started the tests with SIGINT ignored, and a process inherits that; env undoes it.
        string[] command = ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "Kompetanse.Host.dll"), .. arguments];
        var start = new ProcessStartInfo("env", command)
        {
            UseShellExecute = false,
            Environment =
            {
                ["Kompetanse__DataDirectory"] = dataDirectory,
                ["Kompetanse__GrpcPort"] = "0",
                ["Kompetanse__WebPort"] = "0",
            },
        };
        foreach (var name in new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" }) start.Environment.Remove(name);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return start;
    }

    /// <summary>The lines the host has written, once one of them has these words.</summary>
    public async Task<IReadOnlyList<string>> ReadUntilAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!written.Exists(line => line.Contains(words, StringComparison.Ordinal)))
        {
            if (!await lines.Reader.WaitToReadAsync(patience.Token))
                throw new InvalidOperationException($"The host ended before it wrote “{words}”:\n{string.Join('\n', written)}");
            while (lines.Reader.TryRead(out var line)) written.Add(line);
        }

        return written;
    }

    /// <summary>All that a host has written that has ended.</summary>
    public async Task<string> AllAsync()
    {
        await foreach (var line in lines.Reader.ReadAllAsync()) written.Add(line);
        return string.Join('\n', written);
    }

    /// <summary>Ctrl-C. Its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        if (Kill(process.Id, Interrupt) != 0) throw new InvalidOperationException("The host could not be interrupted.");
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return process.ExitCode;
    }

    /// <summary>SIGKILL: nothing of the host's own runs any more.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int process, int signal);
}
