using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Storage;
using Kompetanse.Protos.Journal.V1;
using Kompetanse.Protos.Ledger.V1;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.Platform.Journals;

/// <summary>
/// Ledgers in whatever Orleans stores grains with. Each is a <see cref="Journal"/>: a state that holds the newest entries,
/// whose ETag decides races, and segments of older ones that are written once and never changed. Safe for several threads.
/// </summary>
/// <remarks>
/// A segment and new persons' keys are written before the state that needs them: what is left of a write that was cut off in
/// between is found by nobody.
/// </remarks>
public sealed class GrainLedger(IGrainStorage storage) : ILedger
{
    /// <summary>
    /// Bytes of entries in a state that is written with each append; more, and they go into a segment of their own. Small, so
    /// that a write is, and large enough that what is read back lies in few pieces.
    /// </summary>
    private const int LargestTail = 64 * 1024;

    private readonly SegmentStore _segments = new(storage);
    private readonly PersonKeyStore _keys = new(storage);
    private readonly ConcurrentDictionary<string, Head> _heads = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<AppendResult> AppendAsync(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys,
        CancellationToken cancellationToken)
    {
        var known = _heads.GetOrAdd(organisation, _ => new Head());
        await known.Turn.WaitAsync(cancellationToken);
        try
        {
            return await AppendAsync(known, organisation, head, EntryChain.Link(organisation, head, entries, keys), keys);
        }
        catch (Exception failure) when (failure is not ArgumentException)
        {
            // Whether the state was written is not known: it is read again before the next.
            known.State = null;
            throw LedgerFailure.Of(failure);
        }
        finally
        {
            known.Turn.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerEntry> ReadAsync(
        string organisation, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var journal = await ReadEndAsync(organisation);
        LedgerHead? read = null;
        await foreach (var (first, previous, entries) in BlocksAsync(organisation, journal, after))
        {
            var last = read ?? new LedgerHead(first - 1, previous.IsEmpty ? LedgerHead.Empty.Hash : previous.Memory);
            if (last.Position < first - 1)
            {
                throw EntryChain.Missing(last.Position + 1);
            }

            foreach (var stored in entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var entry = EntryChain.Check(organisation, last, stored);
                last = new LedgerHead(entry.Entry.Position, entry.Hash);
                if (last.Position > after)
                {
                    yield return entry;
                }
            }

            read = last;
        }

        var stands = journal.ClosedVersion + journal.Tail.Count;
        if ((read?.Position ?? stands) != journal.Version || stands != journal.Version)
        {
            // What the journal says of its own end is not in the chain, so it is held against what there is.
            throw EntryChain.Missing(Math.Min(read?.Position ?? stands, journal.Version) + 1);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken) =>
        LedgerFailure.GuardAsync(() => _keys.ReadAsync(organisation));

    /// <inheritdoc/>
    public Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken) =>
        EntryChain.VerifyAsync(ReadAsync(organisation, 0, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<AppendResult> AppendAsync(
        Head known, string organisation, LedgerHead head, IReadOnlyList<StoredEntry> entries, IReadOnlyList<PersonKey> keys)
    {
        // Somebody else may have written since; then the caller has read what they wrote.
        if (known.State is null || !IsAt(known.State.State!, head))
        {
            known.State = await ReadHeadAsync(organisation);
        }

        if (!IsAt(known.State.State!, head) || (keys.Count > 0 && !await _keys.TryAddAsync(organisation, keys)))
        {
            return new AppendResult.Conflict();
        }

        var journal = known.State.State!.Clone();
        journal.Version += entries.Count;
        journal.Tail.Add(entries);
        if (journal.Tail.Sum(entry => entry.Entry.Length) > LargestTail)
        {
            journal.Closed = await _segments.WriteAsync(
                organisation, new Segment { Previous = journal.Closed, FirstVersion = journal.ClosedVersion + 1, Entries = { journal.Tail } });
            journal.ClosedVersion = journal.Version;
            journal.Tail.Clear();
        }

        try
        {
            known.State.State = journal;
            await storage.WriteStateAsync(StateName, IdOf(organisation), known.State);
        }
        catch (InconsistentStateException)
        {
            known.State = null;
            return new AppendResult.Conflict();
        }
        catch (Exception failure) when (StorageFailure.ReasonOf(failure) == StorageReasons.Unavailable)
        {
            // The one write of which it matters whether it came through.
            throw new LedgerUnavailableException("OUTCOME_UNKNOWN", failure);
        }

        return new AppendResult.Appended(new LedgerHead(journal.Version, entries[^1].Hash.Memory));
    }

    /// <summary>What is stored after a version, in pieces: the first version of each, the hash of the entry before it, and its entries.</summary>
    private async IAsyncEnumerable<(long First, ByteString Previous, IReadOnlyList<StoredEntry> Entries)> BlocksAsync(
        string organisation, Journal journal, long after)
    {
        // Each segment names the one before it, so they are found from the end and then read from the beginning.
        var names = new Stack<ByteString>();
        for (var (name, last) = (journal.Closed, journal.ClosedVersion); last > after;)
        {
            names.Push(name);
            (name, last) = await _segments.PreviousAsync(organisation, name, last);
        }

        while (names.TryPop(out var name))
        {
            var segment = await _segments.ReadAsync(organisation, name, journal.ClosedVersion);
            yield return (segment.FirstVersion, segment.Previous, segment.Entries);
        }

        if (journal.Tail.Count > 0 && journal.ClosedVersion + journal.Tail.Count > after)
        {
            yield return (journal.ClosedVersion + 1, journal.Closed, journal.Tail);
        }
    }

    private static bool IsAt(Journal journal, LedgerHead head) =>
        journal.Version == head.Position
        && (head.Position == 0 || HashOf(journal).Span.SequenceEqual(head.Hash.Span));

    /// <summary>The hash of the last entry.</summary>
    private static ByteString HashOf(Journal journal) => journal.Tail.Count > 0 ? journal.Tail[^1].Hash : journal.Closed;

    private async Task<GrainState<Journal>> ReadHeadAsync(string organisation)
    {
        var state = new GrainState<Journal>(new Journal());
        await storage.ReadStateAsync(StateName, IdOf(organisation), state);
        return state;
    }

    /// <exception cref="LedgerDamagedException">It can't be read.</exception>
    private async Task<Journal> ReadEndAsync(string organisation)
    {
        try
        {
            return (await LedgerFailure.GuardAsync(() => ReadHeadAsync(organisation))).State!;
        }
        catch (LedgerUnavailableException damaged) when (damaged.Reason == "LEDGER_DAMAGED")
        {
            throw EntryChain.UnreadableEnd(damaged);
        }
    }

    private const string StateName = "journal";

    private static GrainId IdOf(string organisation) => GrainId.Create("agency", organisation);

    /// <summary>The end of a ledger as this process has read or written it last.</summary>
    private sealed class Head
    {
        /// <summary>One append at a time.</summary>
        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>Null when it must be read.</summary>
        public GrainState<Journal>? State { get; set; }
    }
}
