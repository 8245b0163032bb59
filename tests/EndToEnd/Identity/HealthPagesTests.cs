using System.Net;
using Google.Protobuf;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Protos.Journal.V1;
using Kompetanse.Testing;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>What asks for health by HTTP needs no credentials.</summary>
public sealed class HealthPagesTests : IDisposable
{
    readonly TemporaryFolder data = new();
    readonly HttpClient http = new();

    public void Dispose()
    {
        data.Dispose();
        http.Dispose();
    }

    [Fact]
    public async Task A_sound_host_is_live_and_ready()
    {
        await using var host = await RunningHost.StartAsync(data.Path);
        (await AskAsync(host, "live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await AskAsync(host, "ready")).ShouldBe((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task A_host_with_a_damaged_ledger_is_live_and_not_ready()
    {
        await using (var host = await RunningHost.StartAsync(data.Path))
        {
            using var client = new Client(host);
            await client.CreateEmployeeAsync("anna", "anna");
            (await host.InterruptAsync()).ShouldBe(0);
        }

        await DamageAsync();
        await using var damaged = await RunningHost.StartAsync(data.Path);
        (await AskAsync(damaged, "live")).ShouldBe((HttpStatusCode.OK, "Healthy"));
        (await AskAsync(damaged, "ready")).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
    }

    async Task DamageAsync()
    {
        await using var ledger = new LedgerInFolder(data.Path);
        var (agency, state) = (GrainId.Create("agency", "agency"), new GrainState<Journal>(new Journal()));
        await ledger.Storage.ReadStateAsync("journal", agency, state);
        state.State!.Tail[0].Hash = ByteString.CopyFrom(new byte[32]);
        await ledger.Storage.WriteStateAsync("journal", agency, state);
    }

    async Task<(HttpStatusCode, string)> AskAsync(RunningHost host, string what)
    {
        using var answer = await http.GetAsync(new Uri($"{host.WebAddress}/health/{what}"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
