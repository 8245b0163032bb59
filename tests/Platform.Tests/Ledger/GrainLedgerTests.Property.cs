using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed partial class GrainLedgerTests
{
    enum Knowledge
    {
        /// <summary>What the writer saw when it last appended or caught up.</summary>
        AsLeft,

        /// <summary>The writer catches up first.</summary>
        CaughtUp,

        /// <summary>An entry further than the ledger goes.</summary>
        FromTheFuture,
    }

    /// <summary>One of two writers appends a batch of entries of some size: with large ones, segments are closed.</summary>
    sealed record Step(int Writer, Knowledge Knowledge, int Batch, int Bytes);

    static readonly Gen<Step[]> UpToThirtySteps =
        (from writer in Gen.Choose(0, 1)
         from knowledge in Gen.Frequency(
             (4, Gen.Constant(Knowledge.AsLeft)), (4, Gen.Constant(Knowledge.CaughtUp)),
             (1, Gen.Constant(Knowledge.FromTheFuture)))
         from batch in Gen.Choose(1, 4)
         from bytes in Gen.Elements(10, 1_000, 30_000)
         select new Step(writer, knowledge, batch, bytes))
        .ArrayOf().Where(steps => steps.Length <= 30);

    [Fact]
    public async Task Whatever_two_writers_know_the_chain_has_no_gap_and_exactly_what_was_acknowledged()
    {
        await using var first = Open();
        await using var second = Open();
        LedgerInFolder[] writers = [first, second];
        var run = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(UpToThirtySteps.ToArbitrary(), steps => HoldsAsync(writers, $"run-{++run}", steps)));
    }

    static async Task HoldsAsync(LedgerInFolder[] writers, string organisation, Step[] steps)
    {
        var acknowledged = new List<string>();
        var heads = new[] { LedgerHead.Empty, LedgerHead.Empty };
        for (var i = 0; i < steps.Length; i++)
        {
            var (writer, knowledge, batch, bytes) = steps[i];
            if (knowledge == Knowledge.CaughtUp)
            {
                await foreach (var (entry, hash) in writers[writer].ReadAsync(organisation, heads[writer].Position, CancellationToken.None))
                    heads[writer] = new LedgerHead(entry.Position, hash);
                heads[writer].Position.ShouldBe(acknowledged.Count);
            }

            var head = knowledge == Knowledge.FromTheFuture ? new LedgerHead(acknowledged.Count + 1, new byte[32]) : heads[writer];
            var names = Enumerable.Range(0, batch).Select(number => $"{i}.{number}").ToList();
            var entries = names.Select(name => Some(name, bytes: bytes)).ToList();
            var shouldWin = head.Position == acknowledged.Count;

            var result = await writers[writer].AppendAsync(organisation, head, entries, [], CancellationToken.None);

            if (!shouldWin)
            {
                result.ShouldBeOfType<AppendResult.Conflict>();
                continue;
            }

            heads[writer] = result.ShouldBeOfType<AppendResult.Appended>().Head;
            acknowledged.AddRange(names);
        }

        var whole = await writers[0].VerifyAsync(organisation, CancellationToken.None);
        (whole.Fault, whole.Entries).ShouldBe((null, acknowledged.Count));
        (await ReadAsync(writers[1], organisation: organisation)).Select(entry => entry.Entry.Actor).ShouldBe(acknowledged);
        var after = acknowledged.Count / 2;
        (await ReadAsync(writers[1], after, organisation)).Select(entry => entry.Entry.Actor).ShouldBe(acknowledged.Skip(after));
    }
}
