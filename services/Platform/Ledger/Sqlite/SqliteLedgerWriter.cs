using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kompetanse.Platform.Ledger.Sqlite;

/// <summary>The one connection that a process appends with, its statements prepared once. Not for several threads.</summary>
sealed class SqliteLedgerWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _begin;
    readonly SqliteCommand _commit;
    readonly SqliteCommand _rollback;
    readonly SqliteCommand _head;
    readonly SqliteCommand _insertEntry;
    readonly SqliteCommand _insertKey;

    public SqliteLedgerWriter(SqliteConnection connection)
    {
        _connection = connection;
        // IMMEDIATE takes the write lock first: a transaction that reads before it writes could not wait for another's.
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _rollback = Command("ROLLBACK");
        _head = Command(
            "SELECT hash FROM entries WHERE organisation = $organisation AND position = $position",
            "$organisation", "$position");
        _insertEntry = Command(
            """
            INSERT INTO entries (organisation, position, request_id, hash, entry)
            VALUES ($organisation, $position, $request_id, $hash, $entry)
            """,
            "$organisation", "$position", "$request_id", "$hash", "$entry");
        _insertKey = Command(
            "INSERT INTO person_keys (organisation, person, key) VALUES ($organisation, $person, $key)",
            "$organisation", "$person", "$key");
    }

    /// <summary>Appends all or nothing.</summary>
    /// <returns>False when another writer was there first.</returns>
    public bool Append(
        string organisation, LedgerHead head, IReadOnlyList<StoredEntryBytes> entries, IReadOnlyList<PersonKey> keys) =>
        SqliteLedgerFile.Guard(_connection, () =>
        {
            _begin.ExecuteNonQuery();
            try
            {
                if (!IsStored(organisation, head))
                {
                    _rollback.ExecuteNonQuery();
                    return false;
                }

                foreach (var entry in entries)
                    Execute(_insertEntry, organisation, entry.Position, entry.RequestId, entry.Hash, entry.Bytes);
                foreach (var key in keys)
                    Execute(_insertKey, organisation, key.Person, key.Key.ToArray());
                _commit.ExecuteNonQuery();
                return true;
            }
            catch (SqliteException exception) when (IsConflict(exception))
            {
                _rollback.ExecuteNonQuery();
                return false;
            }
            catch
            {
                // SQLite has rolled back by itself on some errors, a full disk among them, but does not promise to.
                if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                    _rollback.ExecuteNonQuery();
                throw;
            }
        });

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _rollback, _head, _insertEntry, _insertKey])
            command.Dispose();
        _connection.Dispose();
    }

    /// <summary>Each of the three unique keys means that another writer was first: position, request id, person.</summary>
    static bool IsConflict(SqliteException exception) => exception.SqliteExtendedErrorCode
        is raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE;

    bool IsStored(string organisation, LedgerHead head)
    {
        if (head.Position == 0)
            return true;

        Bind(_head, organisation, head.Position);
        return _head.ExecuteScalar() is byte[] hash && head.Hash.Span.SequenceEqual(hash);
    }

    SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    static void Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        Bind(command, values);
        command.ExecuteNonQuery();
    }

    static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
