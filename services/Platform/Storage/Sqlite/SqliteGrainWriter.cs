using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>What became of a write: the new version, or a conflict and the ETag that is stored.</summary>
readonly record struct WriteOutcome(long Version, bool IsConflict = false, string? StoredETag = null);

/// <summary>A state to be written, or cleared when there is no payload, if its ETag is still the stored one.</summary>
sealed class SqliteGrainWrite(string name, string grain, string? etag, byte[]? payload)
{
    // Whoever waits goes on where it waited, not on the writer's thread.
    readonly TaskCompletionSource<WriteOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name { get; } = name;

    public string Grain { get; } = grain;

    public string? ETag { get; } = etag;

    public byte[]? Payload { get; } = payload;

    /// <summary>Told to nobody before the transaction is durable.</summary>
    public WriteOutcome Outcome { get; set; }

    public Task<WriteOutcome> Done => _done.Task;

    public void Complete() => _done.SetResult(Outcome);

    public void Fail(Exception exception) => _done.SetException(
        exception is StorageUnavailableException outage
            // Each has an exception of its own, since each will be thrown on a thread of its own.
            ? new StorageUnavailableException(outage.Reason, outage.InnerException)
            : exception);
}

/// <summary>
/// Group commit: one thread takes what waits, writes it in one transaction and tells all of them at once. A flush of the
/// disk costs the same for one state as for hundreds.
/// </summary>
sealed class SqliteGrainWriter : IAsyncDisposable
{
    /// <summary>A transaction is closed when its payloads are larger than this, in bytes.</summary>
    const long LargestTransaction = 16 << 20;

    readonly BlockingCollection<SqliteGrainWrite> _waiting = [];
    readonly SqliteGrainFile _file;
    readonly int _mostWrites;
    readonly Task _writing;
    SqliteGrainTransaction? _transaction;

    public SqliteGrainWriter(SqliteGrainFile file, int mostWrites)
    {
        _file = file;
        _mostWrites = mostWrites;
        _writing = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>How many transactions were committed.</summary>
    public long Commits { get; private set; }

    public Task<WriteOutcome> WriteAsync(SqliteGrainWrite write)
    {
        try
        {
            _waiting.Add(write);
        }
        catch (InvalidOperationException closed) when (_waiting.IsAddingCompleted)
        {
            throw new ObjectDisposedException("The storage is closed.", closed);
        }

        return write.Done;
    }

    /// <summary>Writes what waits, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.CompleteAdding();
        await _writing;
    }

    void WriteAll()
    {
        var together = new List<SqliteGrainWrite>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            together.Add(first);
            long bytes = first.Payload?.Length ?? 0;
            while (together.Count < _mostWrites && bytes < LargestTransaction && _waiting.TryTake(out var next))
            {
                together.Add(next);
                bytes += next.Payload?.Length ?? 0;
            }

            Write(together);
            together.Clear();
        }

        _transaction?.Dispose();
    }

    void Write(List<SqliteGrainWrite> together)
    {
        try
        {
            _transaction ??= new SqliteGrainTransaction(_file.Open());
            _transaction.Write(together);
            Commits++;
        }
        catch (Exception exception)
        {
            together.ForEach(write => write.Fail(exception));
            // The next ones open the file anew, should it have been mounted or restored again. Not when the disk is full:
            // there the open file can still be read, and a new one could not be opened.
            if (exception is not StorageUnavailableException { Reason: StorageReasons.Full })
            {
                var broken = _transaction;
                _transaction = null;
                TryDispose(broken);
            }

            return;
        }

        together.ForEach(write => write.Complete());
    }

    /// <summary>A file that failed may fail again when it is let go of: that concerns nobody.</summary>
    static void TryDispose(SqliteGrainTransaction? broken)
    {
        try
        {
            broken?.Dispose();
        }
        catch (SqliteException)
        {
        }
    }
}
