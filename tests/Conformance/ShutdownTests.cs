using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;

namespace Kompetanse.Conformance;

public class ShutdownTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Fact]
    public async Task A_running_call_ends_well_after_GOAWAY()
    {
        var began = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = async (_, _) =>
            {
                began.SetResult();
                await release.Task;
                return new Empty();
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var stream = await client.BeginAsync(Paths.Empty);
        await client.SendDataAsync(stream, s_empty, end: true);
        await began.Task.WaitAsync(RawConnection.Patience);

        var stopping = server.StopAsync();
        await client.ReadAsync(frame => frame.Type == FrameType.GoAway);
        stopping.IsCompleted.ShouldBeFalse();
        release.SetResult();

        var reply = await client.ReadReplyAsync(stream);
        reply.Status.ShouldBe(StatusCode.OK);
        reply.Messages().Count.ShouldBe(1);
        await stopping.WaitAsync(RawConnection.Patience);
    }

    [Theory]
    [InlineData(Paths.Output)]
    [InlineData(Paths.Input)]
    [InlineData(Paths.Duplex)]
    public async Task A_stream_that_outlasts_the_grace_is_UNAVAILABLE(string path)
    {
        var time = new ManualTime();
        var began = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Output = async (_, _, context) =>
                {
                    began.SetResult();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                },
                // These wait for requests, and do not say for how long.
                Input = async (requests, _) =>
                {
                    began.SetResult();
                    return new StreamingInputCallResponse { AggregatedPayloadSize = await requests.ReadAllAsync().CountAsync() };
                },
                Duplex = async (requests, _, _) =>
                {
                    began.SetResult();
                    await requests.MoveNext();
                },
            },
            options => options.ShutdownGrace = TimeSpan.FromSeconds(10),
            time);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var stream = await client.BeginAsync(path);
        if (path == Paths.Output)
        {
            await client.SendDataAsync(stream, s_empty, end: true);
        }

        await began.Task.WaitAsync(RawConnection.Patience);

        var stopping = server.StopAsync();
        await client.ReadAsync(frame => frame.Type == FrameType.GoAway);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        (await client.ReadPendingAsync(stream)).ShouldNotContain(frame => frame.Type == FrameType.Headers);
        time.Advance(TimeSpan.FromTicks(1));

        (await client.ReadReplyAsync(stream)).Status.ShouldBe(StatusCode.Unavailable);
        await stopping.WaitAsync(RawConnection.Patience);
        server.Log.Entries.ShouldBeEmpty();
    }
}
