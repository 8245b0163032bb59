using System.Security.Cryptography;
using Google.Protobuf;
using Kompetanse.Protos.Journal.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Ledger;

/// <summary>
/// What every store does alike: gives entries their place in the chain before they are stored, and checks the place
/// when they are read.
/// </summary>
/// <remarks>
/// The hash is taken over the stored bytes, not over the message: protobuf does not promise that a message is
/// serialized alike for ever, so nothing is serialized again to be checked.
/// </remarks>
static class EntryChain
{
    /// <summary>Fills in organisation, position and previous hash of each entry, serializes and hashes it.</summary>
    /// <exception cref="ArgumentException">
    /// There is no entry, one belongs to another organisation, or a request id or person is there twice: no store could
    /// ever take them, so it must not look like a conflict that is tried again.
    /// </exception>
    public static IReadOnlyList<StoredEntry> Link(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(head.Position, nameof(head));
        if (entries.Count == 0)
            throw new ArgumentException("There is nothing to append.", nameof(entries));
        if (keys.DistinctBy(key => key.Person, StringComparer.Ordinal).Count() < keys.Count)
            throw new ArgumentException("A person has two keys.", nameof(keys));

        var linked = new StoredEntry[entries.Count];
        var requests = new HashSet<string>(StringComparer.Ordinal);
        var (position, previous) = head.Position == 0 ? LedgerHead.Empty : head;
        for (var i = 0; i < linked.Length; i++)
        {
            var entry = entries[i];
            if (entry.Organisation.Length > 0 && entry.Organisation != organisation)
                throw new ArgumentException("An entry belongs to another organisation.", nameof(entries));
            if (entry.RequestId.Length > 0 && !requests.Add(entry.RequestId))
                throw new ArgumentException("Two entries have the same request id.", nameof(entries));

            entry.Organisation = organisation;
            entry.Position = ++position;
            entry.PreviousHash = ByteString.CopyFrom(previous.Span);
            var bytes = entry.ToByteArray();
            var hash = SHA256.HashData(bytes);
            linked[i] = new StoredEntry { Hash = UnsafeByteOperations.UnsafeWrap(hash), Entry = UnsafeByteOperations.UnsafeWrap(bytes) };
            previous = hash;
        }

        return linked;
    }

    /// <summary>Reads a stored entry that should be the one right after <paramref name="previous"/>.</summary>
    /// <exception cref="LedgerDamagedException">It is not; says why.</exception>
    public static LedgerEntry Check(string organisation, LedgerHead previous, StoredEntry stored)
    {
        var expected = previous.Position + 1;
        if (!SHA256.HashData(stored.Entry.Span).AsSpan().SequenceEqual(stored.Hash.Span))
            throw Fault(expected, "HASH_MISMATCH", $"Entry {expected} or its hash was changed after it was stored.");

        Entry entry;
        try
        {
            entry = Entry.Parser.ParseFrom(stored.Entry.Span);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw Unreadable(expected, exception);
        }

        if (entry.Organisation != organisation || entry.Position != expected)
        {
            throw Fault(
                expected, "WRONG_PLACE",
                $"At entry {expected} of {organisation} stands entry {entry.Position} of {entry.Organisation}.");
        }

        if (!entry.PreviousHash.Span.SequenceEqual(previous.Hash.Span))
            throw Fault(expected, "CHAIN_BROKEN", $"Entry {expected} was not written after the entry that stands before it.");

        return new LedgerEntry(entry, stored.Hash.Memory);
    }

    /// <summary>Reads a whole ledger and says where the first fault is.</summary>
    public static async Task<LedgerVerification> VerifyAsync(IAsyncEnumerable<LedgerEntry> whole)
    {
        var (count, head) = (0L, LedgerHead.Empty);
        try
        {
            await foreach (var (entry, hash) in whole)
                (count, head) = (count + 1, new LedgerHead(entry.Position, hash));
            return new LedgerVerification(count, head, Fault: null);
        }
        catch (LedgerDamagedException exception)
        {
            return new LedgerVerification(count, head, exception.Fault);
        }
    }

    /// <summary>An entry that can't even be read.</summary>
    public static LedgerDamagedException Unreadable(long position, Exception exception) => new(
        new LedgerFault(position, "UNREADABLE", $"Entry {position} can't be read."), exception);

    /// <summary>A journal whose end can't be read, and so nothing before it.</summary>
    public static LedgerDamagedException UnreadableEnd(Exception exception) => new(
        new LedgerFault(1, "UNREADABLE", "The end of the journal can't be read."), exception);

    /// <summary>An entry that is not there, with those stored beside it.</summary>
    public static LedgerDamagedException Missing(long position) =>
        Fault(position, "POSITION_GAP", $"Entry {position} is missing.");

    static LedgerDamagedException Fault(long position, string reason, string message) =>
        new(new LedgerFault(position, reason, message));
}
