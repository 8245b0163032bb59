using Orleans.Storage;

namespace Kompetanse.Platform.Storage;

/// <summary>
/// One of Orleans' own providers, held to the same contract as ours: names it would mix up are told apart, nothing is
/// cleared that the caller has not read, and an outage is the same exception on every storage.
/// </summary>
sealed class ServerGrainStorage(IGrainStorage provider, Func<StoredName, StoredName> name) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, grain) = name(new(stateName, grainId));
        return GuardAsync(() => provider.ReadStateAsync(state, grain, grainState));
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, grain) = name(new(stateName, grainId));
        return GuardAsync(() => provider.WriteStateAsync(state, grain, grainState));
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (state, grain) = name(new(stateName, grainId));
        if (!string.IsNullOrEmpty(grainState.ETag))
        {
            await GuardAsync(() => provider.ClearStateAsync(state, grain, grainState));
            return;
        }

        // Without an ETag the one for PostgreSQL would clear whatever is there.
        await GuardAsync(() => provider.ReadStateAsync(state, grain, grainState));
        if (grainState.ETag is { } stored)
            throw new InconsistentStateException($"The state {stateName} of {grainId} was written by another.", stored, currentEtag: null);
    }

    static async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
            when (exception is not StorageUnavailableException && StorageFailure.ReasonOf(exception) is { } reason)
        {
            throw new StorageUnavailableException(reason, exception);
        }
    }
}
