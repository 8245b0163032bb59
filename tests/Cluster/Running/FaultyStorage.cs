using System.Collections.Concurrent;
using Kompetanse.Platform.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace Kompetanse.ClusterTests.Running;

/// <summary>A storage that does what it is told to: as it should, or not.</summary>
sealed class FaultyStorage(IGrainStorage storage, Faults faults) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        faults.Of(grainId)?.For("") is Fault.Away ? throw Failure() : storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        switch (faults.Of(grainId)?.For(stateName))
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
    /// <summary>The state of a journal, which is written last: what went before it is found by nobody until it is.</summary>
    public const string Journal = "journal";

    /// <summary>Where older entries, and those of a large command, lie.</summary>
    public const string Segment = "segment";

    /// <summary>Where the keys of persons lie, in many parts.</summary>
    public const string Keys = "keys";

    private Fault() { }

    /// <summary>The fault that a state has this time; null when it has none.</summary>
    public virtual Fault? For(string state) => this;

    /// <summary>Neither reads nor writes.</summary>
    public sealed record Away : Fault;

    /// <summary>Does not write one kind of state, and says so.</summary>
    public sealed record BeforeWrite(string State = Journal) : Fault
    {
        public override Fault? For(string state) => state == State ? this : null;
    }

    /// <summary>Writes one kind of state, and says that it has not.</summary>
    public sealed record AfterWrite(string State = Journal) : Fault
    {
        public override Fault? For(string state) => state == State ? this : null;
    }

    /// <summary>Writes a journal when it is let.</summary>
    public sealed record Held : Fault
    {
        public TaskCompletionSource IsReached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource IsReleased { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Fault? For(string state) => state == Journal ? this : null;
    }

    /// <summary>Now this, now that, of any state.</summary>
    public sealed record Fickle(int Seed) : Fault
    {
        private readonly Random _random = new(Seed);

        public override Fault? For(string state)
        {
            int drawn;
            lock (_random)
            {
                drawn = _random.Next(40);
            }

            return drawn switch { 0 => new Away(), 1 => new BeforeWrite(state), 2 => new AfterWrite(state), _ => null };
        }
    }
}
