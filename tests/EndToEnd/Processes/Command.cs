using System.Diagnostics;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>The command `kompetanse`, in a process of its own.</summary>
internal static class Command
{
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "command", "kompetanse.dll");

    /// <summary>Runs the command against a host, in bokmål unless the arguments say otherwise.</summary>
    public static Task<Ended> RunAsync(RunningHost host, params string[] arguments) =>
        Ended.OfAsync(Start(new() { ["KOMPETANSE_ADDRESS"] = host.Address }, arguments));

    /// <summary>Runs the command as it stands, with no host told by the environment.</summary>
    public static Task<Ended> RunAsPrintedAsync(params string[] arguments) => Ended.OfAsync(Start([], arguments));

    /// <summary>How to start the command, with nothing from the tests' own surroundings that would tell it who calls what.</summary>
    public static ProcessStartInfo Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("KOMPETANSE_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment.Remove("COLUMNS");
        start.Environment["LANG"] = "nb_NO.UTF-8";
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(AppContext.BaseDirectory, "no-settings");
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return start;
    }
}

/// <summary>A program that has run to its end.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    /// <summary>What it wrote, of a program that must succeed.</summary>
    public string Succeeded() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"Exit code {ExitCode}:\n{Output}\n{Error}");

    public static async Task<Ended> OfAsync(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience.Limit);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return new Ended(process.ExitCode, await output, await error);
    }
}
