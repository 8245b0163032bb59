using Xunit;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>A host on data of its own, for all the tests of a class.</summary>
public sealed class SharedHost : IAsyncLifetime, IDisposable
{
    readonly TemporaryFolder data = new();

    internal RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RunningHost.StartAsync(data.Path);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public void Dispose() => data.Dispose();
}
