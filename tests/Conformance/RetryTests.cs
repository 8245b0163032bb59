using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using Kompetanse.Protos.Directory.V1;
using Microsoft.AspNetCore.Connections.Features;
using static Kompetanse.Conformance.Http2.RawConnection;

namespace Kompetanse.Conformance;

/// <summary>When a server goes away and comes back: what is tried again, and what must not be.</summary>
public class RetryTests
{
    [Fact]
    public async Task A_call_waits_for_a_server_that_was_killed_to_come_back()
    {
        var time = new ManualTime();
        var killed = await TestServer.StartAsync();
        var address = killed.Address;
        using var channel = new GrpcChannel(address, new GrpcChannelOptions { Time = time });
        await CallAsync(channel, new SimpleRequest());
        await killed.KillAsync();

        var call = CallAsync(channel, new SimpleRequest());
        await time.UntilAsync(waits => waits.Count > 0);
        await using var restarted = await TestServer.StartAsync(port: address.Port);
        time.Advance(time.Waits[0]);

        await call.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_call_that_the_killed_server_had_begun_is_made_again_when_the_server_knows_it_again()
    {
        var time = new ManualTime();
        var began = new TaskCompletionSource();
        var killed = await TestServer.StartAsync(Waiting(began));
        using var channel = new GrpcChannel(killed.Address, new GrpcChannelOptions { Time = time });

        var call = CallAsync(channel, new CreateEmployeeRequest { RequestId = "r1" });
        await began.Task.WaitAsync(Patience);
        await killed.KillAsync();
        await time.UntilAsync(waits => waits.Count > 0);
        await using var restarted = await TestServer.StartAsync(port: killed.Address.Port);
        time.Advance(time.Waits[0]);

        await call.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_command_without_request_id_that_the_killed_server_had_begun_is_not_made_again()
    {
        var began = new TaskCompletionSource();
        var killed = await TestServer.StartAsync(Waiting(began));
        using var channel = new GrpcChannel(killed.Address);

        var call = CallAsync(channel, new CreateEmployeeRequest());
        await began.Task.WaitAsync(Patience);
        await killed.KillAsync();
        await using var restarted = await TestServer.StartAsync(port: killed.Address.Port);

        (await Should.ThrowAsync<RpcException>(call.WaitAsync(Patience))).Code.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_command_without_request_id_is_made_again_when_there_was_no_server_to_get_it()
    {
        var time = new ManualTime();
        var killed = await TestServer.StartAsync();
        await killed.DisposeAsync();
        using var channel = new GrpcChannel(killed.Address, new GrpcChannelOptions { Time = time });

        var call = CallAsync(channel, new CreateEmployeeRequest());
        await time.UntilAsync(waits => waits.Count > 0);
        await using var restarted = await TestServer.StartAsync(port: killed.Address.Port);
        time.Advance(time.Waits[0]);

        await call.WaitAsync(Patience);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("r1", 4)]
    public async Task A_command_that_is_answered_UNAVAILABLE_is_made_again_only_with_a_request_id(string requestId, int expectedAttempts)
    {
        var attempts = 0;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, _) =>
            {
                attempts++;
                throw new RpcException(StatusCode.Unavailable, "The ledger is away.");
            },
        });
        using var channel = server.Connect(new GrpcChannelOptions { InitialBackoff = TimeSpan.FromMilliseconds(1) });

        var failure = await Should.ThrowAsync<RpcException>(CallAsync(channel, new CreateEmployeeRequest { RequestId = requestId }));

        failure.Code.ShouldBe(StatusCode.Unavailable);
        attempts.ShouldBe(expectedAttempts);
    }

    [Fact]
    public async Task A_connection_that_is_lost_inside_the_call_is_UNAVAILABLE_and_a_query_is_made_again_on_another()
    {
        var attempts = 0;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = async (_, context) =>
            {
                if (++attempts == 1)
                {
                    context.HttpContext!.Features.Get<IConnectionLifetimeFeature>()!.Abort();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }

                return new Empty();
            },
        });
        using var channel = server.Connect(new GrpcChannelOptions { InitialBackoff = TimeSpan.FromMilliseconds(1) });

        await CallAsync(channel, new SimpleRequest()).WaitAsync(Patience);

        attempts.ShouldBe(2);
    }

    /// <summary>Any request will do: to the method it is one whose fields it does not know.</summary>
    private static Task<Empty> CallAsync<TRequest>(GrpcChannel channel, TRequest request)
        where TRequest : class, Google.Protobuf.IMessage<TRequest> =>
        channel.UnaryAsync<TRequest, Empty>(Paths.Empty, request);

    private static TestService Waiting(TaskCompletionSource began) => new()
    {
        Empty = async (_, context) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new Empty();
        },
    };
}
