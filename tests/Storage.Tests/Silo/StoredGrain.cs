using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Storage;
using Orleans;
using Orleans.Runtime;

namespace Kompetanse.Storage.Tests.Silo;

[Alias("kompetanse.tests.stored")]
public interface IStoredGrain : IGrainWithStringKey
{
    /// <summary>Replaces what is stored.</summary>
    /// <returns>Whether the grain went on where it was, on its own scheduler.</returns>
    [Alias("replace")]
    Task<bool> ReplaceAsync(string text);

    [Alias("read")]
    Task<string> ReadAsync();

    /// <summary>The next call wakes it from what is stored.</summary>
    [Alias("forget")]
    Task ForgetAsync();
}

[GrainType("stored")]
sealed class StoredGrain([PersistentState("journal", GrainStorage.Name)] IPersistentState<BytesValue> state) : Grain, IStoredGrain
{
    public async Task<bool> ReplaceAsync(string text)
    {
        var scheduler = TaskScheduler.Current;
        state.State.Value = ByteString.CopyFromUtf8(text);
        await state.WriteStateAsync();
        return TaskScheduler.Current == scheduler && scheduler != TaskScheduler.Default;
    }

    public Task<string> ReadAsync() => Task.FromResult(state.State.Value.ToStringUtf8());

    public Task ForgetAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
