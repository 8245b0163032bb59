using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Kompetanse.Platform.Grpc.Health;
using Kompetanse.Protos.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using ServingStatus = Kompetanse.Protos.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Kompetanse.Conformance;

public class HealthTests
{
    [Fact]
    public async Task The_whole_server_serves_until_it_is_set_otherwise()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();

        (await CheckAsync(channel, "")).ShouldBe(ServingStatus.Serving);
        server.Services.GetRequiredService<HealthStatus>().Set(HealthStatus.Server, ServingStatus.NotServing);
        (await CheckAsync(channel, "")).ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_service_is_known_when_somebody_has_set_it()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();

        (await Should.ThrowAsync<RpcException>(CheckAsync(channel, "a.B"))).Code.ShouldBe(StatusCode.NotFound);
        server.Services.GetRequiredService<HealthStatus>().Set("a.B", ServingStatus.Serving);
        (await CheckAsync(channel, "a.B")).ShouldBe(ServingStatus.Serving);
    }

    [Fact]
    public async Task A_watch_tells_the_present_status_and_then_each_change()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        var health = server.Services.GetRequiredService<HealthStatus>();
        await using var watch = Watch(channel, "a.B");

        (await NextAsync(watch)).ShouldBe(ServingStatus.ServiceUnknown);
        health.Set("a.C", ServingStatus.Serving);
        health.Set("a.B", ServingStatus.Serving);
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);
        health.Set("a.B", ServingStatus.Serving);
        health.Set("a.B", ServingStatus.NotServing);
        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
    }

    [Fact]
    public async Task A_watch_ends_when_the_server_stops()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        await using var watch = Watch(channel, "");
        (await NextAsync(watch)).ShouldBe(ServingStatus.Serving);

        var stopping = server.StopAsync();

        (await NextAsync(watch)).ShouldBe(ServingStatus.NotServing);
        (await Should.ThrowAsync<RpcException>(NextAsync(watch))).Code.ShouldBe(StatusCode.Unavailable);
        await stopping.WaitAsync(Http2.RawConnection.Patience);
    }

    private static async Task<ServingStatus> CheckAsync(GrpcChannel channel, string service) =>
        (await channel.UnaryAsync<HealthCheckRequest, HealthCheckResponse>(
            "/grpc.health.v1.Health/Check", new HealthCheckRequest { Service = service })).Status;

    private static IAsyncEnumerator<HealthCheckResponse> Watch(GrpcChannel channel, string service) =>
        channel.ServerStreamingAsync<HealthCheckRequest, HealthCheckResponse>(
            "/grpc.health.v1.Health/Watch", new HealthCheckRequest { Service = service }).GetAsyncEnumerator();

    private static async Task<ServingStatus> NextAsync(IAsyncEnumerator<HealthCheckResponse> watch)
    {
        (await watch.MoveNextAsync()).ShouldBeTrue();
        return watch.Current.Status;
    }
}
