using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>The file that holds the states of all grains: opens it, and says what SQLite's errors mean.</summary>
sealed class SqliteGrainFile(SqliteGrainStorageOptions options)
{
    /// <summary>
    /// Opens a connection that survives power loss at each commit (the write-ahead log is flushed), waits for other
    /// writers, and finds the tables up to date.
    /// </summary>
    public SqliteConnection Open()
    {
        CreateDirectory();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataDirectory, "grains.db"),
            Mode = SqliteOpenMode.ReadWriteCreate,
            // A pooled connection would hold the file after the storage is disposed.
            Pooling = false,
            // Microsoft.Data.Sqlite asks again itself for this long, where SQLite answers "busy" without waiting.
            DefaultTimeout = options.BusyTimeoutSeconds,
        }.ToString());
        try
        {
            return Guard(connection, () =>
            {
                connection.Open();
                using var command = connection.CreateCommand();
                // What is erased or replaced is overwritten with zeros wherever that costs no further page: keys of
                // persons who were erased must not be left lying about.
                command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
                    PRAGMA busy_timeout = {options.BusyTimeoutSeconds * 1000};
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = FAST;
                    """);
                command.ExecuteNonQuery();
                SqliteGrainSchema.Update(connection);
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does work on a connection and turns what an outage looks like in SQLite into what it means here.</summary>
    public static T Guard<T>(SqliteConnection connection, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception) when (Reason(exception, connection) is { } reason)
        {
            throw new StorageUnavailableException(reason, exception);
        }
    }

    /// <summary>Null for what is no outage but a bug, such as a mistake in SQL.</summary>
    static string? Reason(SqliteException exception, SqliteConnection connection) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => StorageReasons.Full,
        raw.SQLITE_READONLY => StorageReasons.ReadOnly,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageReasons.Damaged,
        // A full disk has no room for the shared memory either.
        raw.SQLITE_IOERR when exception.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE => StorageReasons.Full,
        // On a read-only disk it is the file beside the database that can't be made.
        raw.SQLITE_CANTOPEN when IsReadOnly(connection) => StorageReasons.ReadOnly,
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PERM
            or raw.SQLITE_PROTOCOL or raw.SQLITE_NOLFS or raw.SQLITE_NOMEM => StorageReasons.Unavailable,
        _ => null,
    };

    static bool IsReadOnly(SqliteConnection connection) =>
        connection.Handle is { } handle && raw.sqlite3_db_readonly(handle, "main") == 1;

    void CreateDirectory()
    {
        try
        {
            if (Directory.Exists(options.DataDirectory))
                return;
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(options.DataDirectory);
            else
                Directory.CreateDirectory(options.DataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(StorageReasons.Unavailable, exception);
        }
    }
}
