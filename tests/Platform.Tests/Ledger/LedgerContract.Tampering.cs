using System.Security.Cryptography;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task Altered_entry_bytes_are_found()
    {
        var bytes = (await FiveEntriesAsync())[2].Entry.ToByteArray();
        bytes[^1] ^= 1;
        Execute("UPDATE entries SET entry = @entry WHERE position = 3", ("@entry", bytes));

        await IsFoundAsync(3, "HASH_MISMATCH", "Entry 3 or its hash was changed after it was stored.");
    }

    [Fact]
    public async Task An_altered_hash_is_found()
    {
        await FiveEntriesAsync();
        Execute("UPDATE entries SET hash = @hash WHERE position = 5", ("@hash", new byte[32]));

        await IsFoundAsync(5, "HASH_MISMATCH", "Entry 5 or its hash was changed after it was stored.");
    }

    [Fact]
    public async Task An_altered_entry_with_a_hash_to_match_breaks_the_chain_at_the_next()
    {
        var entry = (await FiveEntriesAsync())[2].Entry;
        entry.Actor = "somebody-else";
        Replace(3, entry.ToByteArray());

        await IsFoundAsync(4, "CHAIN_BROKEN", "Entry 4 was not written after the entry that stands before it.");
    }

    [Fact]
    public async Task Bytes_that_are_no_entry_are_found_although_their_hash_matches()
    {
        await FiveEntriesAsync();
        Replace(2, [0xFF, 0xFF, 0xFF]);

        await IsFoundAsync(2, "UNREADABLE", "Entry 2 can't be read.");
    }

    [Fact]
    public async Task Swapped_entries_are_found()
    {
        await FiveEntriesAsync();
        Execute("UPDATE entries SET position = 99 WHERE position = 2");
        Execute("UPDATE entries SET position = 2 WHERE position = 4");
        Execute("UPDATE entries SET position = 4 WHERE position = 99");

        await IsFoundAsync(2, "WRONG_PLACE", "At entry 2 of nav stands entry 4 of nav.");
    }

    [Fact]
    public async Task A_deleted_entry_is_found()
    {
        await FiveEntriesAsync();
        Execute("DELETE FROM entries WHERE position = 3");

        await IsFoundAsync(3, "POSITION_GAP", "Entry 3 is missing; the next one stored is 4.");
        await using var ledger = Open();
        (await Should.ThrowAsync<LedgerDamagedException>(() => ReadAsync(ledger, after: 3))).Fault.Position.ShouldBe(3);
    }

    [Fact]
    public async Task An_entry_moved_to_another_organisation_is_found_in_both()
    {
        await FiveEntriesAsync();
        await using var ledger = Open();
        await ledger.AppendAsync("ssb", LedgerHead.Empty, [Some("x"), Some("y")], [], CancellationToken.None);
        Execute("UPDATE entries SET organisation = 'ssb' WHERE organisation = 'nav' AND position = 3");

        await IsFoundAsync(3, "POSITION_GAP", "Entry 3 is missing; the next one stored is 4.");
        (await ledger.VerifyAsync("ssb", CancellationToken.None)).Fault.ShouldBe(
            new LedgerFault(3, "WRONG_PLACE", "At entry 3 of ssb stands entry 3 of nav."));
    }

    [Fact]
    public async Task Reading_on_from_a_position_checks_the_first_entry_against_the_one_before()
    {
        await FiveEntriesAsync();
        Execute("UPDATE entries SET hash = @hash WHERE position = 3", ("@hash", new byte[32]));

        await using var ledger = Open();
        var fault = (await Should.ThrowAsync<LedgerDamagedException>(() => ReadAsync(ledger, after: 3))).Fault;
        (fault.Position, fault.Reason).ShouldBe((4, "CHAIN_BROKEN"));
    }

    protected async Task<IReadOnlyList<LedgerEntry>> FiveEntriesAsync()
    {
        await using var ledger = Open();
        await AppendAsync(ledger, LedgerHead.Empty, [.. "abcde".Select(actor => Some(actor.ToString()))]);
        return await ReadAsync(ledger);
    }

    /// <summary>Verifying says so, with the sound entries before it, and so does reading, which stops there.</summary>
    protected async Task IsFoundAsync(long position, string reason, string message)
    {
        await using var ledger = Open();
        var fault = new LedgerFault(position, reason, message);

        var verification = await ledger.VerifyAsync(Organisation, CancellationToken.None);
        verification.Fault.ShouldBe(fault);
        (verification.Entries, verification.Head.Position).ShouldBe((position - 1, position - 1));

        var read = 0;
        var exception = await Should.ThrowAsync<LedgerDamagedException>(async () =>
        {
            await foreach (var _ in ledger.ReadAsync(Organisation, 0, CancellationToken.None))
                read++;
        });
        (exception.Fault, exception.Reason, read).ShouldBe((fault, "LEDGER_DAMAGED", (int)position - 1));
    }

    void Replace(long position, byte[] bytes) => Execute(
        "UPDATE entries SET entry = @entry, hash = @hash WHERE position = @position",
        ("@entry", bytes), ("@hash", SHA256.HashData(bytes)), ("@position", position));
}
