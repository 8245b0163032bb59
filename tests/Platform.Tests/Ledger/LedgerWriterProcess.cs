using System.Diagnostics;
using System.Globalization;
using Shouldly;

namespace Kompetanse.Platform.Tests.Ledger;

/// <summary>The process of tests/LedgerWriter, which does what it reads and answers line by line.</summary>
sealed class LedgerWriterProcess : IAsyncDisposable
{
    /// <summary>Long enough for a busy machine: a writer that has hung should fail the test, not stop the run.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly Process _process;
    readonly Task<string> _errors;

    LedgerWriterProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static LedgerWriterProcess Start(params IReadOnlyList<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Kompetanse.LedgerWriter.dll");
        return new LedgerWriterProcess(Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    public async Task<string> ReadLineAsync() =>
        await TryReadLineAsync() ?? throw new InvalidOperationException($"The writer ended. {await _errors}");

    /// <summary>The next entries that were acknowledged; without a number, all until it is done or dead.</summary>
    public async Task<List<(long Position, string Request)>> ReadAcknowledgedAsync(int count = int.MaxValue)
    {
        var acknowledged = new List<(long, string)>();
        while (acknowledged.Count < count && await TryReadLineAsync() is { } line and not "done")
        {
            // A killed writer may leave half a line: without its end it acknowledges nothing.
            if (line.Split(' ') is ["appended", var position, var request, "."])
                acknowledged.Add((long.Parse(position, CultureInfo.InvariantCulture), request));
        }

        if (count != int.MaxValue)
            acknowledged.Count.ShouldBe(count, _errors.IsCompleted ? await _errors : "The writer ended early.");
        return acknowledged;
    }

    /// <summary>SIGKILL: the process gets no chance to finish anything.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    async Task<string?> TryReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
}
