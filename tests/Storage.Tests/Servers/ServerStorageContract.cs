using Kompetanse.Platform.Storage;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests.Servers;

/// <summary>The contract, on a server, and what befalls one.</summary>
public abstract class ServerStorageContract(StorageServer server) : GrainStorageContract
{
    protected override Task<StorageClient> OpenAsync() => StorageClient.OpenAsync(server.Settings);

    [Fact]
    public async Task While_the_server_is_away_nothing_is_acknowledged_and_when_it_is_back_all_goes_on()
    {
        await using var client = await OpenAsync();
        var state = await WriteAsync(client, Grain("anna"), Some("a"));
        await server.StopAsync();
        try
        {
            state.State = Some("b");
            await IsAwayAsync(() => client.Storage.WriteStateAsync(Journal, Grain("anna"), state));
            await IsAwayAsync(() => ReadAsync(client, Grain("anna")));
        }
        finally
        {
            await server.StartAsync();
        }

        (await ReadAsync(client, Grain("anna"))).State.ShouldBe(Some("a"));
        await client.Storage.WriteStateAsync(Journal, Grain("anna"), state);
        (await ReadAsync(client, Grain("anna"))).State.ShouldBe(Some("b"));
    }

    static async Task IsAwayAsync(Func<Task> work)
    {
        var outage = await Should.ThrowAsync<StorageUnavailableException>(work);
        (outage.Reason, outage.Message).ShouldBe(("STORAGE_UNAVAILABLE", "The storage is unavailable: STORAGE_UNAVAILABLE."));
    }
}
