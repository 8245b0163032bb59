using System.Collections.Concurrent;
using System.Data;
using Microsoft.Data.Sqlite;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>A state as it is stored.</summary>
readonly record struct StoredState(long Version, byte[] Payload);

/// <summary>A few connections to read with. They neither wait for the writer nor make it wait.</summary>
sealed class SqliteGrainReaders(SqliteGrainFile file, int count) : IAsyncDisposable
{
    readonly SemaphoreSlim _turns = new(count);
    readonly ConcurrentStack<Reader> _idle = new();
    bool _disposed;

    /// <summary>What is stored and durable; null when there is nothing.</summary>
    public async Task<StoredState?> ReadAsync(string name, string grain)
    {
        await _turns.WaitAsync();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            // SQLite has no asynchronous I/O: a thread of the pool waits for the disk, and the silo's goes on.
            return await Task.Run(() => Read(name, grain));
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>Waits for those who are reading.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < count; i++)
            await _turns.WaitAsync();
        _disposed = true;
        foreach (var reader in _idle)
            reader.Dispose();
        _idle.Clear();
        _turns.Release(count);
    }

    StoredState? Read(string name, string grain)
    {
        if (!_idle.TryPop(out var reader))
            reader = new Reader(file.Open());
        try
        {
            var stored = reader.Read(name, grain);
            _idle.Push(reader);
            return stored;
        }
        catch
        {
            // The next one opens the file anew, should it have been mounted or restored again.
            reader.Dispose();
            throw;
        }
    }

    sealed class Reader : IDisposable
    {
        readonly SqliteConnection _connection;
        readonly SqliteCommand _select;

        public Reader(SqliteConnection connection)
        {
            _connection = connection;
            _select = connection.CreateCommand();
            _select.CommandText =
                "SELECT version, payload FROM states WHERE name = $name AND grain = $grain AND payload IS NOT NULL";
            _select.Parameters.Add("$name", SqliteType.Text);
            _select.Parameters.Add("$grain", SqliteType.Text);
        }

        public StoredState? Read(string name, string grain) => SqliteGrainFile.Guard(_connection, () =>
        {
            _select.Parameters[0].Value = name;
            _select.Parameters[1].Value = grain;
            using var rows = _select.ExecuteReader(CommandBehavior.SingleRow);
            return rows.Read() ? new StoredState(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : (StoredState?)null;
        });

        public void Dispose()
        {
            _select.Dispose();
            _connection.Dispose();
        }
    }
}
