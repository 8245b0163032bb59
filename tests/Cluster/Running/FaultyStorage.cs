using System.Collections.Concurrent;
using Kompetanse.Platform.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.ClusterTests.Running;

/// <summary>A storage that does what it is told to: as it should, or not.</summary>
sealed class FaultyStorage(IGrainStorage storage, Faults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.Of(grainId) is Fault.Away ? throw Failure() : storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // A journal's state is what is written last: what went before it is found by nobody until it is.
        var fault = stateName == "journal" || faults.Of(grainId) is Fault.Away ? faults.Of(grainId) : null;
        switch (fault)
        {
            case Fault.Away or Fault.BeforeWrite:
                throw Failure();
            case Fault.AfterWrite:
                await storage.WriteStateAsync(stateName, grainId, grainState);
                throw Failure();
            case Fault.Held held:
                held.IsReached.TrySetResult();
                await held.IsReleased.Task;
                break;
            case null:
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how to be {fault}.");
        }

        await storage.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);

    private static StorageUnavailableException Failure() => new(StorageReasons.Unavailable);
}

/// <summary>What is wrong with the storage of which agencies, on every silo.</summary>
sealed class Faults
{
    private readonly ConcurrentDictionary<string, Fault> _faults = new(StringComparer.Ordinal);

    public void Put(string agency, Fault fault) => _faults[agency] = fault;

    public void Mend(string agency) => _faults.TryRemove(agency, out _);

    public Fault? Of(GrainId grain) => _faults.GetValueOrDefault(grain.Key.ToString()!.Split('/')[0]);
}

/// <summary>A way to fail.</summary>
abstract record Fault
{
    private Fault() { }

    /// <summary>Neither reads nor writes.</summary>
    public sealed record Away : Fault;

    /// <summary>Does not write, and says so.</summary>
    public sealed record BeforeWrite : Fault;

    /// <summary>Writes, and says that it has not.</summary>
    public sealed record AfterWrite : Fault;

    /// <summary>Writes when it is let.</summary>
    public sealed record Held : Fault
    {
        public TaskCompletionSource IsReached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource IsReleased { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
