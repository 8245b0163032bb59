using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;

namespace Kompetanse.Conformance;

public class DeadlineTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Theory]
    [InlineData("0S")]
    [InlineData("0n")]
    [InlineData("00000000H")]
    public async Task No_time_at_all_expires_before_the_method_runs(string timeout)
    {
        var ran = false;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, _) =>
            {
                ran = true;
                return Task.FromResult(new Empty());
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty, ("grpc-timeout", timeout));

        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        reply.IsTrailersOnly.ShouldBeTrue();
        ran.ShouldBeFalse();
    }

    [Theory]
    [InlineData("10S")]
    [InlineData("00000001H")]
    [InlineData("99999999S")]
    public async Task Some_time_is_enough_for_a_method_that_takes_none(string timeout)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Empty, s_empty, ("grpc-timeout", timeout))).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task At_the_deadline_the_client_is_told_and_the_method_cancelled()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = async (_, context) =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
                return new Empty();
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty, ("grpc-timeout", "50m"));

        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        await cancelled.Task.WaitAsync(RawConnection.Patience);
    }

    [Fact]
    public async Task At_the_deadline_a_stream_that_waits_for_requests_ends()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Input, end: false, ("grpc-timeout", "50m"));

        (await client.ReadReplyAsync(stream)).Status.ShouldBe(StatusCode.DeadlineExceeded);
    }
}
