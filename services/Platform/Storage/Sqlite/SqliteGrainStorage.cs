using System.Globalization;
using System.Runtime.InteropServices;
using Orleans.Storage;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>
/// The embedded storage of grains: one SQLite file, which several processes may have open. Writes of many grains share a
/// transaction; a conflict of one fails that one alone. Opens at the first use, and again after an outage. Safe for several
/// threads.
/// </summary>
public sealed class SqliteGrainStorage : IGrainStorage, IAsyncDisposable, IDisposable
{
    readonly SqliteGrainStorageOptions _options;
    readonly SqliteGrainReaders _readers;
    readonly SqliteGrainWriter _writer;

    public SqliteGrainStorage(SqliteGrainStorageOptions options)
    {
        _options = options;
        var file = new SqliteGrainFile(options);
        _readers = new SqliteGrainReaders(file, options.ReadConnections);
        _writer = new SqliteGrainWriter(file, options.WritesPerTransaction);
    }

    /// <summary>How many transactions were committed.</summary>
    internal long Commits => _writer.Commits;

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (await _readers.ReadAsync(stateName, grainId.ToString()) is not { } stored)
        {
            Forget(grainState);
            return;
        }

        grainState.State = _options.Serializer.Deserialize<T>(new BinaryData(stored.Payload));
        grainState.ETag = Text(stored.Version);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    /// <exception cref="InconsistentStateException">Somebody else has written or cleared it.</exception>
    /// <exception cref="StorageUnavailableException">Nothing was written.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = Bytes(_options.Serializer.Serialize(grainState.State));
        grainState.ETag = Text(await WriteAsync(stateName, grainId, grainState.ETag, payload));
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    /// <exception cref="InconsistentStateException">Somebody else has written or cleared it.</exception>
    /// <exception cref="StorageUnavailableException">Nothing was cleared.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await WriteAsync(stateName, grainId, grainState.ETag, payload: null);
        Forget(grainState);
    }

    /// <summary>Writes what waits, and lets go of the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _readers.DisposeAsync();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    async Task<long> WriteAsync(string stateName, GrainId grainId, string? etag, byte[]? payload)
    {
        var outcome = await _writer.WriteAsync(new SqliteGrainWrite(stateName, grainId.ToString(), etag, payload));
        return outcome.IsConflict
            ? throw new InconsistentStateException(
                $"The state {stateName} of {grainId} was changed by another.", outcome.StoredETag, etag)
            : outcome.Version;
    }

    static void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without copying, where the serializer has made an array of just these bytes.</summary>
    static byte[] Bytes(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var part) && part.Array is { } array && array.Length == part.Count
            ? array
            : data.ToArray();
}
