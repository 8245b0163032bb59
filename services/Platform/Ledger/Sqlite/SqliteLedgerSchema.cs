using Microsoft.Data.Sqlite;

namespace Kompetanse.Platform.Ledger.Sqlite;

/// <summary>The tables, as numbered scripts: a script that has been released never changes, a new one is added.</summary>
static class SqliteLedgerSchema
{
    static readonly string[] Scripts =
    [
        // 1. Hash stands before entry so that it is read without walking the pages of a large one; for the same reason
        // entries has a rowid: WITHOUT ROWID would keep the blobs in the index itself.
        // Keys are outside the chain: destroying one erases a person, and the chain stays whole.
        """
        CREATE TABLE entries (
            organisation TEXT    NOT NULL,
            position     INTEGER NOT NULL CHECK (position > 0),
            request_id   TEXT,
            hash         BLOB    NOT NULL CHECK (length(hash) = 32),
            entry        BLOB    NOT NULL,
            PRIMARY KEY (organisation, position)
        ) STRICT;

        CREATE UNIQUE INDEX entries_request_id ON entries (organisation, request_id) WHERE request_id IS NOT NULL;

        CREATE TABLE person_keys (
            organisation TEXT NOT NULL,
            person       TEXT NOT NULL,
            key          BLOB NOT NULL CHECK (length(key) = 32),
            PRIMARY KEY (organisation, person)
        ) STRICT, WITHOUT ROWID;
        """,
    ];

    /// <summary>Brings an open file up to date; does not write when it is.</summary>
    /// <exception cref="LedgerUnavailableException">The file was written by a later version.</exception>
    public static void Update(SqliteConnection connection)
    {
        if (Version(connection) == Scripts.Length)
            return;

        // Of two processes that start on a new file, one waits here and then finds it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Version(connection, transaction);
        if (version > Scripts.Length)
        {
            throw new LedgerUnavailableException(
                "LEDGER_UNAVAILABLE",
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
