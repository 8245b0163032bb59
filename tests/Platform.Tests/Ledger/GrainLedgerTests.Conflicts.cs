using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Testing;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed partial class GrainLedgerTests
{
    [Fact]
    public async Task A_stale_head_conflicts_and_catching_up_helps()
    {
        await using var ledger = Open();
        await using var other = Open();
        var head = await AppendAsync(ledger, LedgerHead.Empty, Some("a"));
        var newer = await AppendAsync(other, head, Some("b"));

        await ConflictsAsync(ledger, head, [Some("c")]);
        await ConflictsAsync(ledger, LedgerHead.Empty, [Some("c")]);
        await AppendAsync(ledger, newer, Some("c"));

        (await ReadAsync(ledger)).Select(entry => entry.Entry.Actor).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_head_from_the_future_conflicts()
    {
        await using var ledger = Open();
        var head = await AppendAsync(ledger, LedgerHead.Empty, Some("a"));

        await ConflictsAsync(ledger, head with { Position = 2 }, [Some("b")]);
        await ConflictsAsync(ledger, head with { Position = 900 }, [Some("b")]);

        (await ReadAsync(ledger)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_head_with_another_hash_conflicts()
    {
        await using var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"));

        await ConflictsAsync(ledger, new LedgerHead(1, new byte[32]), [Some("b")]);
        await ConflictsAsync(ledger, new LedgerHead(1, default), [Some("b")]);
    }

    [Fact]
    public async Task A_key_that_another_stored_for_the_same_person_conflicts_and_stays()
    {
        await using var ledger = Open();
        var first = await ledger.AppendAsync(
            Organisation, LedgerHead.Empty, [Some("a")], [Key("emp-1", 1)], CancellationToken.None);
        var head = first.ShouldBeOfType<AppendResult.Appended>().Head;

        await ConflictsAsync(ledger, head, [Some("b")], Key("emp-2", 2), Key("emp-1", 3));

        // The other's key may have been added: it seals nothing until its person is recorded.
        var stored = (await ledger.ReadKeysAsync(Organisation, CancellationToken.None)).Single(key => key.Person == "emp-1");
        stored.Key.ToArray().ShouldBe(Key("emp-1", 1).Key.ToArray());
        (await ReadAsync(ledger)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_no_ledger_could_take_is_refused_rather_than_called_a_conflict()
    {
        await using var ledger = Open();
        Task Append(long position, IReadOnlyList<Entry> entries, params IReadOnlyList<PersonKey> keys) =>
            ledger.AppendAsync(Organisation, new LedgerHead(position, new byte[32]), entries, keys, CancellationToken.None);

        var elsewhere = Some("a");
        elsewhere.Organisation = "ssb";
        (await Should.ThrowAsync<ArgumentException>(() => Append(0, [])))
            .Message.ShouldStartWith("There is nothing to append.");
        (await Should.ThrowAsync<ArgumentException>(() => Append(0, [elsewhere])))
            .Message.ShouldStartWith("An entry belongs to another organisation.");
        (await Should.ThrowAsync<ArgumentException>(() => Append(0, [Some("a", request: "r"), Some("b", request: "r")])))
            .Message.ShouldStartWith("Two entries have the same request id.");
        (await Should.ThrowAsync<ArgumentException>(() => Append(0, [Some("a")], Key("emp-1"), Key("emp-1"))))
            .Message.ShouldStartWith("A person has two keys.");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Append(-1, [Some("a")]));
        await AppendAsync(ledger, LedgerHead.Empty, Some("a"));
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        await using var ledger = Open();

        await Should.ThrowAsync<OperationCanceledException>(() => ledger.AppendAsync(
            Organisation, LedgerHead.Empty, [Some("a")], [], new CancellationToken(canceled: true)));

        (await ReadAsync(ledger)).ShouldBeEmpty();
    }

    static async Task ConflictsAsync(
        LedgerInFolder ledger, LedgerHead head, IReadOnlyList<Entry> entries, params IReadOnlyList<PersonKey> keys) =>
        (await ledger.AppendAsync(Organisation, head, entries, keys, CancellationToken.None))
            .ShouldBeOfType<AppendResult.Conflict>();
}
