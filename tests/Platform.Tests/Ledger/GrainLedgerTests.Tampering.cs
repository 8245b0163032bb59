using System.Security.Cryptography;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Journal.V1;
using Microsoft.Data.Sqlite;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Ledger;

public sealed partial class GrainLedgerTests
{
    /// <summary>Large enough that the five entries lie in a segment, and small enough that they do not.</summary>
    static readonly int[] Sizes = [30_000, 100];

    public static TheoryData<int> EntrySizes => [.. Sizes];

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task A_flipped_bit_of_an_entry_is_found(int size)
    {
        await FiveEntriesAsync(size);
        await TamperAsync(entries =>
        {
            var bytes = entries[2].Entry.ToByteArray();
            bytes[^1] ^= 1;
            entries[2].Entry = ByteString.CopyFrom(bytes);
        });

        await IsFoundAsync(3, "HASH_MISMATCH", "Entry 3 or its hash was changed after it was stored.");
    }

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task An_altered_hash_is_found(int size)
    {
        await FiveEntriesAsync(size);
        await TamperAsync(entries => entries[3].Hash = ByteString.CopyFrom(new byte[32]));

        await IsFoundAsync(4, "HASH_MISMATCH", "Entry 4 or its hash was changed after it was stored.");
    }

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task An_altered_entry_with_a_hash_to_match_breaks_the_chain_at_the_next(int size)
    {
        var entry = (await FiveEntriesAsync(size))[2].Entry;
        entry.Actor = "somebody-else";
        await TamperAsync(entries => Replace(entries[2], entry.ToByteArray()));

        await IsFoundAsync(4, "CHAIN_BROKEN", "Entry 4 was not written after the entry that stands before it.");
    }

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task Bytes_that_are_no_entry_are_found_although_their_hash_matches(int size)
    {
        await FiveEntriesAsync(size);
        await TamperAsync(entries => Replace(entries[1], [0xFF, 0xFF, 0xFF]));

        await IsFoundAsync(2, "UNREADABLE", "Entry 2 can't be read.");
    }

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task Swapped_entries_are_found(int size)
    {
        await FiveEntriesAsync(size);
        await TamperAsync(entries => (entries[1], entries[3]) = (entries[3], entries[1]));

        await IsFoundAsync(2, "WRONG_PLACE", "At entry 2 of nav stands entry 4 of nav.");
    }

    [Theory]
    [MemberData(nameof(EntrySizes))]
    public async Task A_deleted_entry_is_found(int size)
    {
        await FiveEntriesAsync(size);
        await TamperAsync(entries => entries.RemoveAt(2));

        await IsFoundAsync(3, "WRONG_PLACE", "At entry 3 of nav stands entry 4 of nav.");
    }

    [Fact]
    public async Task The_newest_entry_taken_away_is_found()
    {
        await FiveEntriesAsync();
        await TamperAsync(entries => entries.RemoveAt(4));

        await IsFoundAsync(5, "POSITION_GAP", "Entry 5 is missing.");
    }

    [Fact]
    public async Task A_segment_taken_away_is_found()
    {
        await FiveEntriesAsync(Sizes[0]);
        await using (var ledger = Open())
        {
            var name = (await ReadJournalAsync(ledger)).State!.Closed;
            var (id, state) = (SegmentOf(name), new GrainState<Segment>(new Segment()));
            await ledger.Storage.ReadStateAsync("segment", id, state);
            await ledger.Storage.ClearStateAsync("segment", id, state);
        }

        await using var reader = Open();
        var fault = (await reader.VerifyAsync(Organisation, CancellationToken.None)).Fault.ShouldNotBeNull();
        (fault.Reason, fault.Message).ShouldBe(("POSITION_GAP", $"Entry {fault.Position} is missing."));
    }

    [Fact]
    public async Task An_entry_of_another_organisation_is_found()
    {
        await FiveEntriesAsync();
        await using var ledger = Open();
        await ledger.AppendAsync("ssb", LedgerHead.Empty, [Some("x"), Some("y"), Some("z")], [], CancellationToken.None);
        var other = (await ReadAsync(ledger, organisation: "ssb"))[2].Entry.ToByteArray();
        await TamperAsync(entries => Replace(entries[2], other));

        await IsFoundAsync(3, "WRONG_PLACE", "At entry 3 of nav stands entry 3 of ssb.");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(30_000)]
    public async Task A_bit_flipped_anywhere_in_what_the_journal_is_stored_as_is_found(int size)
    {
        var whole = await FiveEntriesAsync(size);
        var stored = Payload();
        // All of a small one; of one with large entries what says where they are.
        for (var at = 0; at < Math.Min(stored.Length, 1_000); at++)
        {
            var flipped = (byte[])stored.Clone();
            flipped[^(at + 1)] ^= 1;
            Store(flipped);

            await using var ledger = Open();
            var found = await ledger.VerifyAsync(Organisation, CancellationToken.None);

            if (found.Fault is null)
            {
                // Nothing was lost by it: such as a field that nobody knows.
                (found.Entries, found.Head).ShouldBe((5, new LedgerHead(5, whole[^1].Hash)), $"the byte {at + 1} from the end");
            }
        }

        byte[] Payload() => (byte[])OnFile("SELECT payload FROM states WHERE name = 'journal'", null)!;
        void Store(byte[] payload) => OnFile("UPDATE states SET payload = $payload WHERE name = 'journal'", payload);
    }

    object? OnFile(string sql, byte[]? payload)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(_directory, "grains.db")};Pooling=False");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = sql;
        if (payload is not null)
            command.Parameters.AddWithValue("$payload", payload);
        return command.ExecuteScalar();
    }

    async Task<IReadOnlyList<LedgerEntry>> FiveEntriesAsync(int bytes = 100)
    {
        await using var ledger = Open();
        var head = LedgerHead.Empty;
        foreach (var actor in "abcde")
            head = await AppendAsync(ledger, head, Some(actor.ToString(), bytes: bytes));
        return await ReadAsync(ledger);
    }

    /// <summary>Changes entries where they lie: in the journal's state, or in its only segment that has more than one.</summary>
    async Task TamperAsync(Action<IList<StoredEntry>> change)
    {
        await using var ledger = Open();
        var journal = await ReadJournalAsync(ledger);
        if (journal.State!.Closed.IsEmpty)
        {
            Change(journal.State.Tail);
            await ledger.Storage.WriteStateAsync("journal", GrainId.Create("agency", Organisation), journal);
            return;
        }

        // All that there is as one list, put back where it came from.
        var (id, segment) = (SegmentOf(journal.State.Closed), new GrainState<Segment>(new Segment()));
        await ledger.Storage.ReadStateAsync("segment", id, segment);
        var all = segment.State!.Entries.Concat(journal.State.Tail).ToList();
        change(all);
        var inSegment = Math.Min(segment.State.Entries.Count, all.Count);
        segment.State.Entries.Clear();
        segment.State.Entries.Add(all.Take(inSegment));
        journal.State.Tail.Clear();
        journal.State.Tail.Add(all.Skip(inSegment));
        await ledger.Storage.WriteStateAsync("segment", id, segment);
        await ledger.Storage.WriteStateAsync("journal", GrainId.Create("agency", Organisation), journal);

        void Change(Google.Protobuf.Collections.RepeatedField<StoredEntry> entries)
        {
            var list = entries.ToList();
            change(list);
            entries.Clear();
            entries.Add(list);
        }
    }

    /// <summary>Verifying says so, with the sound entries before it, and so does reading, which stops there.</summary>
    async Task IsFoundAsync(long position, string reason, string message)
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

    static async Task<GrainState<Journal>> ReadJournalAsync(Testing.LedgerInFolder ledger)
    {
        var state = new GrainState<Journal>(new Journal());
        await ledger.Storage.ReadStateAsync("journal", GrainId.Create("agency", Organisation), state);
        return state;
    }

    static GrainId SegmentOf(ByteString name) => GrainId.Create("segment", $"{Organisation}/{Convert.ToHexStringLower(name.Span)}");

    static void Replace(StoredEntry stored, byte[] bytes) =>
        (stored.Entry, stored.Hash) = (ByteString.CopyFrom(bytes), ByteString.CopyFrom(SHA256.HashData(bytes)));
}
