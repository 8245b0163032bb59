using Xunit;

namespace Kompetanse.Storage.Tests.Servers;

/// <summary>A server on a free port of loopback, its data in a folder of its own. One that can't be started fails the tests.</summary>
public abstract class StorageServer : IAsyncLifetime
{
    ServerProcess? _process;

    /// <summary>The settings that name it to a silo.</summary>
    public abstract (string Key, string Value)[] Settings { get; }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("storage-").FullName;

    protected int Port { get; } = ServerProcess.FreePort();

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        await StartAsync();
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        var process = _process = Start();
        await Patience.UntilItWorksAsync(
            () => process.HasEnded ? throw new InvalidOperationException("It has ended.") : AskAsync(), () => process.Said);
    }

    public async Task StopAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What comes before the first start.</summary>
    protected abstract Task PrepareAsync();

    private protected abstract ServerProcess Start();

    /// <summary>Throws as long as it does not answer.</summary>
    protected abstract Task AskAsync();
}
