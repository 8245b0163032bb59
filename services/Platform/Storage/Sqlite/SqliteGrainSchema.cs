using Microsoft.Data.Sqlite;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>The tables, as numbered scripts: a script that has been released never changes, a new one is added.</summary>
static class SqliteGrainSchema
{
    static readonly string[] Scripts =
    [
        // 1. A state that was cleared stays as a row without payload: its version goes on counting, so that an ETag from
        // before the clearing is never right again.
        // A table with a rowid: WITHOUT ROWID keeps payloads in the index itself, and few of them fit a page. Measured on
        // states of 1.3, 8 and 40 kB: writes 2.2, 1.3 and 1.5 times as fast with it, reads 2 to 4 times.
        """
        CREATE TABLE states (
            name    TEXT    NOT NULL,
            grain   TEXT    NOT NULL,
            version INTEGER NOT NULL CHECK (version > 0),
            payload BLOB,
            PRIMARY KEY (name, grain)
        ) STRICT;
        """,
    ];

    /// <summary>Brings an open file up to date; does not write when it is.</summary>
    /// <exception cref="StorageUnavailableException">The file was written by a later version.</exception>
    public static void Update(SqliteConnection connection)
    {
        if (Version(connection) == Scripts.Length)
            return;

        // Of two processes that start on a new file, one waits here and then finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection, transaction);
        if (version > Scripts.Length)
        {
            throw new StorageUnavailableException(
                StorageReasons.Unavailable,
                new NotSupportedException($"The file has schema {version}; this program knows {Scripts.Length}."));
        }

        Run(connection, transaction, """
            CREATE TABLE IF NOT EXISTS schema_version (
                version    INTEGER PRIMARY KEY,
                applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
            ) STRICT
            """);
        for (; version < Scripts.Length; version++)
        {
            Run(connection, transaction, Scripts[version]);
            Run(connection, transaction, "INSERT INTO schema_version (version) VALUES ($version)", version + 1);
        }

        transaction.Commit();
    }

    static long Version(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";
        if (command.ExecuteScalar() is 0L)
            return 0;

        command.CommandText = "SELECT coalesce(max(version), 0) FROM schema_version";
        return (long)command.ExecuteScalar()!;
    }

    static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql, long? version = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        if (version is not null)
            command.Parameters.AddWithValue("$version", version);
        command.ExecuteNonQuery();
    }
}
