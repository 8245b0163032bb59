using System.Diagnostics;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Storage.Sqlite;
using Orleans;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Sqlite;

/// <summary>A process that writes forty grains at a time (Program.cs), killed in the middle.</summary>
public sealed class SqliteKilledWriterTests : IDisposable
{
    readonly string _directory = Directory.CreateTempSubdirectory("grains-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(333)]
    [InlineData(2500)]
    public async Task What_a_killed_process_was_told_is_stored_is_there_and_nothing_is_half_written(int acknowledgements)
    {
        var acknowledged = await RunAndKillAsync(acknowledgements);

        await using var storage = new SqliteGrainStorage(new() { DataDirectory = _directory });
        foreach (var (grain, number) in acknowledged)
        {
            var state = new GrainState<Any>();
            await storage.ReadStateAsync("journal", GrainId.Create("employee", $"{grain}"), state);

            // The last one may have been stored and not told.
            int.Parse(state.State!.TypeUrl).ShouldBeInRange(number, number + 1);
            state.ETag.ShouldBe(state.State.TypeUrl);
            state.State.Value.Length.ShouldBe(100 * grain);
            await storage.WriteStateAsync("journal", GrainId.Create("employee", $"{grain}"), state);
        }
    }

    /// <summary>The last number of each grain that was acknowledged.</summary>
    async Task<Dictionary<int, int>> RunAndKillAsync(int acknowledgements)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(SqliteKilledWriterTests).Assembly.Location, _directory])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var acknowledged = new Dictionary<int, int>();
        for (var count = 0; await writer.StandardOutput.ReadLineAsync() is { } line; count++)
        {
            if (count == acknowledgements)
                writer.Kill();
            // A killed writer may leave half a line: without its end it acknowledges nothing.
            if (line.Split(' ') is [var grain, var number, "."])
                acknowledged[int.Parse(grain)] = int.Parse(number);
        }

        await writer.WaitForExitAsync();
        acknowledged.Values.Sum().ShouldBeGreaterThanOrEqualTo(acknowledgements);
        return acknowledged;
    }
}
