using Kompetanse.Platform.Ledger;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed partial class GrainLedgerTests
{
    [Fact]
    public async Task Of_two_processes_that_append_at_one_position_exactly_one_wins()
    {
        await using var first = StartWriter("first");
        await using var second = StartWriter("second");

        for (var round = 0; round < 50; round++)
        {
            (await AskBothAsync("catch-up")).ShouldBe(($"head {round}", $"head {round}"));

            var (one, other) = await AskBothAsync("append");

            new[] { one, other }.Count(line => line == "conflict").ShouldBe(1, $"{one} / {other}");
            new[] { one, other }.Count(line => line.StartsWith($"appended {round + 1} ", StringComparison.Ordinal)).ShouldBe(1, $"{one} / {other}");
        }

        await using var ledger = Open();
        (await ledger.VerifyAsync(Organisation, CancellationToken.None)).ShouldSatisfyAllConditions(
            whole => whole.Fault.ShouldBeNull(), whole => whole.Entries.ShouldBe(50));

        async Task<(string, string)> AskBothAsync(string question)
        {
            first.Send(question);
            second.Send(question);
            return (await first.ReadLineAsync(), await second.ReadLineAsync());
        }
    }

    [Fact]
    public async Task Two_processes_that_append_at_once_lose_nothing()
    {
        await using var first = StartWriter("first");
        await using var second = StartWriter("second");

        first.Send("run 200 2 300");
        second.Send("run 200 2 300");
        var acknowledged = (await Task.WhenAll(first.ReadAcknowledgedAsync(), second.ReadAcknowledgedAsync()))
            .SelectMany(entries => entries).OrderBy(entry => entry.Position);

        await using var ledger = Open();
        (await ReadAsync(ledger)).Select(stored => (stored.Entry.Position, stored.Entry.RequestId)).ShouldBe(acknowledged);
        (await ReadAsync(ledger)).Count.ShouldBe(800);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(30)]
    [InlineData(75)]
    [InlineData(201)]
    public async Task What_a_killed_process_was_told_is_stored_is_there_and_nothing_is_half_written(int acknowledgements)
    {
        const int BatchSize = 3;
        await using var writer = StartWriter("killed");
        writer.Send($"run 1000000 {BatchSize} 40000");
        var acknowledged = await writer.ReadAcknowledgedAsync(acknowledgements);

        writer.Kill();
        acknowledged.AddRange(await writer.ReadAcknowledgedAsync());

        await using var ledger = Open();
        var whole = await ledger.VerifyAsync(Organisation, CancellationToken.None);
        whole.Fault.ShouldBeNull();
        (whole.Entries % BatchSize).ShouldBe(0);
        var stored = await ReadAsync(ledger);
        stored.Count.ShouldBeGreaterThanOrEqualTo(acknowledgements);
        stored.Select(entry => (entry.Entry.Position, entry.Entry.RequestId)).Take(acknowledged.Count).ShouldBe(acknowledged);
        await AppendAsync(ledger, whole.Head, Some("after"));
    }

    LedgerWriterProcess StartWriter(string name) => LedgerWriterProcess.Start([_directory, Organisation, name]);
}
