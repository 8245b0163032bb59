using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Ledger;

/// <summary>
/// An append-only store of what was decided, in order. The key (organisation, position) decides races: of two writers
/// at one position exactly one wins, and the other is told so.
/// </summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>
    /// Appends the entries right after <paramref name="head"/>, all or none, after the new persons' keys.
    /// When the task completes with <see cref="AppendResult.Appended"/> they survive a killed process and a power loss.
    /// </summary>
    /// <param name="organisation">Whose ledger.</param>
    /// <param name="head">The last entry the caller knows.</param>
    /// <param name="entries">At least one, in order. Organisation, position and previous hash are filled in here.</param>
    /// <param name="keys">Keys of persons that the entries name for the first time.</param>
    /// <param name="cancellationToken">Cancels before the write begins; never half way.</param>
    /// <exception cref="ArgumentException">A bug of the caller's that no ledger could store; not a conflict.</exception>
    /// <exception cref="LedgerUnavailableException">
    /// Nothing was acknowledged: the disk is full, the file read-only or damaged. Should the disk have failed in the very
    /// flush, the entries may turn up after a restart, all of them; their request ids then tell that they are known.
    /// </exception>
    Task<AppendResult> AppendAsync(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys,
        CancellationToken cancellationToken);

    /// <summary>
    /// The entries after a position, in order, each checked against its hash and the chain; none when the ledger ends
    /// there or before.
    /// </summary>
    /// <exception cref="LedgerDamagedException">An entry is not what was written; names the entry.</exception>
    IAsyncEnumerable<LedgerEntry> ReadAsync(string organisation, long after, CancellationToken cancellationToken);

    /// <summary>The keys of all persons of an organisation who have not been erased.</summary>
    Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken);

    /// <summary>Reads every entry of an organisation and says where the first fault is, if any.</summary>
    Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken);
}

/// <summary>A stored entry and its SHA-256.</summary>
public sealed record LedgerEntry(Entry Entry, ReadOnlyMemory<byte> Hash);

/// <summary>Where a ledger ends: the last entry's position and hash. Position 0 is the empty ledger.</summary>
public readonly record struct LedgerHead(long Position, ReadOnlyMemory<byte> Hash)
{
    /// <summary>Before the first entry: position 0 and 32 zero bytes.</summary>
    public static LedgerHead Empty { get; } = new(0, new byte[32]);

    /// <summary>The same position and the same bytes, wherever those are in memory.</summary>
    public bool Equals(LedgerHead other) => Position == other.Position && Hash.Span.SequenceEqual(other.Hash.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Position.GetHashCode();
}

/// <summary>The key that one person's details are encrypted with. Destroying it erases the person.</summary>
/// <param name="Person">The person's id, not a name.</param>
/// <param name="Key">32 bytes, for AES-256.</param>
public sealed record PersonKey(string Person, ReadOnlyMemory<byte> Key)
{
    /// <summary>Length of a key, in bytes.</summary>
    public const int Length = 32;

    /// <inheritdoc cref="PersonKey(string, ReadOnlyMemory{byte})" path="/param[@name='Key']"/>
    public ReadOnlyMemory<byte> Key { get; } = Key.Length == Length
        ? Key
        : throw new ArgumentException($"A key is {Length} bytes.", nameof(Key));
}

/// <summary>What became of an append.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    /// <summary>The entries are durable, and <paramref name="Head"/> is the last of them.</summary>
    public sealed record Appended(LedgerHead Head) : AppendResult;

    /// <summary>
    /// Another writer was there first, at the position or with a key for the same person, or the head is not one that this
    /// ledger has. No entry was written: catch up, reload the keys and decide again.
    /// </summary>
    public sealed record Conflict : AppendResult;
}

/// <summary>The result of reading a whole ledger.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Head">The last sound entry.</param>
/// <param name="Fault">Absent when the ledger is whole.</param>
public sealed record LedgerVerification(long Entries, LedgerHead Head, LedgerFault? Fault);

/// <summary>The first entry that is not what was written.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Reason">Stable: HASH_MISMATCH, CHAIN_BROKEN, POSITION_GAP, UNREADABLE, WRONG_PLACE.</param>
/// <param name="Message">What was found, for a person.</param>
public sealed record LedgerFault(long Position, string Reason, string Message);

/// <summary>The ledger could not be written or read now. Nothing was acknowledged, nothing is half written.</summary>
/// <param name="reason">Stable: LEDGER_FULL, LEDGER_READ_ONLY, LEDGER_DAMAGED, LEDGER_UNAVAILABLE.</param>
/// <param name="innerException">What the store said.</param>
public class LedgerUnavailableException(string reason, Exception? innerException = null)
    : Exception($"The ledger is unavailable: {reason}.", innerException)
{
    /// <summary>Stable reason.</summary>
    public string Reason { get; } = reason;
}

/// <summary>An entry was found damaged.</summary>
public sealed class LedgerDamagedException(LedgerFault fault, Exception? innerException = null)
    : LedgerUnavailableException("LEDGER_DAMAGED", innerException)
{
    /// <summary>Where and what.</summary>
    public LedgerFault Fault { get; } = fault;
}
