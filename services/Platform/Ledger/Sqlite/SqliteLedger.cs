using System.Runtime.CompilerServices;
using Kompetanse.Protos.Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Kompetanse.Platform.Ledger.Sqlite;

/// <summary>
/// The embedded ledger: one SQLite file for all organisations, which several processes may have open. Appends go one
/// at a time; readers neither wait nor make anybody wait. Opens at the first use. Safe for several threads.
/// </summary>
public sealed class SqliteLedger(SqliteLedgerOptions options) : ILedger
{
    readonly SqliteLedgerFile _file = new(options);
    readonly SemaphoreSlim _turn = new(1);
    SqliteLedgerWriter? _writer;
    bool _disposed;

    /// <inheritdoc/>
    public async Task<AppendResult> AppendAsync(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys,
        CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // SQLite has no asynchronous I/O: a thread of the pool waits for the disk, and the caller's goes on.
            return await Task.Run(() => Append(organisation, head, entries, keys), CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Sees the ledger as it was when the reading began, and reads on the caller's thread. While an enumeration is open
    /// the write-ahead log can't shrink: read to the end, or dispose.
    /// </remarks>
    public async IAsyncEnumerable<LedgerEntry> ReadAsync(
        string organisation, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var connection = await OpenAsync(cancellationToken);
        var last = After(connection, organisation, after);
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT position, hash, entry FROM entries
            WHERE organisation = $organisation AND position > $after
            ORDER BY position
            """;
        command.Parameters.AddWithValue("$organisation", organisation);
        command.Parameters.AddWithValue("$after", after);
        using var rows = Reading(connection, last, command.ExecuteReader);
        while (Reading(connection, last, () => Next(rows, organisation, last)) is { } next)
        {
            cancellationToken.ThrowIfCancellationRequested();
            last = new LedgerHead(next.Entry.Position, next.Hash);
            yield return next;
        }
    }

    /// <inheritdoc/>
    public Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken) =>
        EntryChain.VerifyAsync(ReadAsync(organisation, 0, cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken)
    {
        using var connection = await OpenAsync(cancellationToken);
        return SqliteLedgerFile.Guard(connection, () =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT person, key FROM person_keys WHERE organisation = $organisation";
            command.Parameters.AddWithValue("$organisation", organisation);
            using var rows = command.ExecuteReader();
            var keys = new List<PersonKey>();
            while (rows.Read())
                keys.Add(new PersonKey(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
            return keys;
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _disposed = true;
        _writer?.Dispose();
        _writer = null;
        _turn.Release();
    }

    AppendResult Append(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys)
    {
        var linked = EntryChain.Link(organisation, head, entries, keys);
        _writer ??= new SqliteLedgerWriter(_file.Open());
        try
        {
            return _writer.Append(organisation, head, linked, keys)
                ? new AppendResult.Appended(new LedgerHead(linked[^1].Position, linked[^1].Hash))
                : new AppendResult.Conflict();
        }
        catch (Exception exception) when (exception is not LedgerUnavailableException { Reason: "LEDGER_FULL" })
        {
            // The next append opens the file anew, should it have been mounted or restored again. Not when the disk is
            // full: there the open file can still be read, and a new one could not be opened.
            _writer.Dispose();
            _writer = null;
            throw;
        }
    }

    Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.Run(_file.Open, cancellationToken);
    }

    /// <summary>The entry to read on from. When it is not stored, the one before it, so that it is found missing.</summary>
    static LedgerHead After(SqliteConnection connection, string organisation, long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        if (position == 0)
            return LedgerHead.Empty;

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM entries WHERE organisation = $organisation AND position = $position";
        command.Parameters.AddWithValue("$organisation", organisation);
        command.Parameters.AddWithValue("$position", position);
        return SqliteLedgerFile.Guard(connection, command.ExecuteScalar) is byte[] hash
            ? new LedgerHead(position, hash)
            : new LedgerHead(position - 1, ReadOnlyMemory<byte>.Empty);
    }

    static LedgerEntry? Next(SqliteDataReader rows, string organisation, LedgerHead last) => rows.Read()
        ? EntryChain.Check(
            organisation, last,
            new StoredEntryBytes(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)))
        : null;

    /// <summary>Names the entry where SQLite itself finds its file damaged.</summary>
    static T Reading<T>(SqliteConnection connection, LedgerHead last, Func<T> read)
    {
        try
        {
            return SqliteLedgerFile.Guard(connection, read);
        }
        catch (LedgerUnavailableException exception)
            when (exception is { Reason: "LEDGER_DAMAGED" } and not LedgerDamagedException)
        {
            throw EntryChain.Unreadable(last.Position + 1, exception);
        }
    }
}
