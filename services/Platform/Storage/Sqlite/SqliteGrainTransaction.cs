using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans.Storage;
using SQLitePCL;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>
/// The one connection that is written with, its statements prepared once: writes many states in one transaction, each on
/// its own condition. Not for several threads.
/// </summary>
sealed class SqliteGrainTransaction : IDisposable
{
    readonly SqliteConnection _connection;
    readonly SqliteCommand _begin;
    readonly SqliteCommand _commit;
    readonly SqliteCommand _rollback;
    readonly SqliteCommand _version;
    readonly SqliteCommand _insert;
    readonly SqliteCommand _update;

    public SqliteGrainTransaction(SqliteConnection connection)
    {
        _connection = connection;
        // IMMEDIATE takes the write lock first: a transaction that reads before it writes could not wait for another's.
        _begin = Command("BEGIN IMMEDIATE");
        _commit = Command("COMMIT");
        _rollback = Command("ROLLBACK");
        _version = Command(
            "SELECT version FROM states WHERE name = $name AND grain = $grain AND payload IS NOT NULL", "$name", "$grain");
        _insert = Command(
            """
            INSERT INTO states (name, grain, version, payload) VALUES ($name, $grain, 1, $payload)
            ON CONFLICT (name, grain) DO UPDATE SET version = version + 1, payload = excluded.payload WHERE payload IS NULL
            RETURNING version
            """,
            "$name", "$grain", "$payload");
        // Clears too, when the payload is null.
        _update = Command(
            """
            UPDATE states SET version = version + 1, payload = $payload
            WHERE name = $name AND grain = $grain AND version = $version AND payload IS NOT NULL
            RETURNING version
            """,
            "$name", "$grain", "$version", "$payload");
    }

    /// <summary>All that meet their condition are durable when this returns; when it throws, none is.</summary>
    public void Write(IReadOnlyList<SqliteGrainWrite> writes) => SqliteGrainFile.Guard(_connection, () =>
    {
        _begin.ExecuteNonQuery();
        try
        {
            foreach (var write in writes)
                write.Outcome = Write(write);
            return _commit.ExecuteNonQuery();
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
        foreach (var command in (SqliteCommand[])[_begin, _commit, _rollback, _version, _insert, _update])
            command.Dispose();
        _connection.Dispose();
    }

    WriteOutcome Write(SqliteGrainWrite write)
    {
        if (!string.IsNullOrEmpty(write.ETag))
        {
            // What is no number is no ETag of ours: nothing has that version.
            var known = long.TryParse(write.ETag, CultureInfo.InvariantCulture, out var number) ? number : 0;
            return Execute(_update, write.Name, write.Grain, known, write.Payload) is long version
                ? new(version)
                : Conflict(write);
        }

        if (write.Payload is not null)
            return Execute(_insert, write.Name, write.Grain, write.Payload) is long version ? new(version) : Conflict(write);

        // Who knows of no record has nothing to clear, and must not clear what somebody else has written.
        return Execute(_version, write.Name, write.Grain) is null ? new(0) : Conflict(write);
    }

    WriteOutcome Conflict(SqliteGrainWrite write) =>
        new(0, IsConflict: true, (Execute(_version, write.Name, write.Grain) as long?)?.ToString(CultureInfo.InvariantCulture));

    SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }

    static object? Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command.ExecuteScalar();
    }
}
