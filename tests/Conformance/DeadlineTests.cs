using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class DeadlineTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Theory]
    [InlineData("2H", 2 * TimeSpan.TicksPerHour)]
    [InlineData("3M", 3 * TimeSpan.TicksPerMinute)]
    [InlineData("4S", 4 * TimeSpan.TicksPerSecond)]
    [InlineData("5m", 5 * TimeSpan.TicksPerMillisecond)]
    [InlineData("6u", 6 * TimeSpan.TicksPerMicrosecond)]
    [InlineData("700n", 7)]
    [InlineData("99999999S", 99_999_999 * TimeSpan.TicksPerSecond)]
    [InlineData("00000001S", TimeSpan.TicksPerSecond)]
    public async Task A_timeout_of_any_unit_becomes_the_deadline(string timeout, long ticks)
    {
        var (reply, deadline, now) = await CallAsync(timeout);

        reply.Status.ShouldBe(StatusCode.OK);
        deadline.ShouldBe(now + TimeSpan.FromTicks(ticks));
    }

    [Fact]
    public async Task A_timeout_past_the_end_of_time_is_the_end_of_time()
    {
        var (reply, deadline, _) = await CallAsync("99999999H");

        reply.Status.ShouldBe(StatusCode.OK);
        deadline.ShouldBe(DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Without_a_timeout_there_is_no_deadline()
    {
        var (reply, deadline, _) = await CallAsync(null);

        reply.Status.ShouldBe(StatusCode.OK);
        deadline.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("S")]
    [InlineData("1s")]
    [InlineData("1x")]
    [InlineData("-1S")]
    [InlineData("+1S")]
    [InlineData("1.5S")]
    [InlineData("1 S")]
    [InlineData("123456789S")]
    public async Task A_malformed_timeout_is_an_internal_error(string timeout)
    {
        var (reply, _, _) = await CallAsync(timeout);

        reply.Status.ShouldBe(StatusCode.Internal);
        reply.IsTrailersOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("0S")]
    [InlineData("00000000H")]
    [InlineData("99n")]
    public async Task No_time_at_all_expires_before_the_method_runs(string timeout)
    {
        var ran = false;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = (_, _) =>
            {
                ran = true;
                return Task.FromResult<Empty?>(new Empty());
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty, ("grpc-timeout", timeout));

        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        reply.IsTrailersOnly.ShouldBeTrue();
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task At_the_deadline_the_client_is_told_and_the_method_cancelled()
    {
        var time = new ManualTime();
        var running = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService { Empty = (_, context) => WaitAsync(context) }, time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Empty, end: false, ("grpc-timeout", "10S"));
        await client.SendDataAsync(stream, s_empty, end: true);
        await running.Task.WaitAsync(RawConnection.Patience);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty("there is a tick left");

        time.Advance(TimeSpan.FromTicks(1));
        var reply = await client.ReadReplyAsync(stream);
        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        reply.IsTrailersOnly.ShouldBeTrue();
        await cancelled.Task.WaitAsync(RawConnection.Patience);
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty("the request was complete: there is nothing to reset");

        async Task<Empty?> WaitAsync(CallContext context)
        {
            running.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.SetResult();
            return new Empty();
        }
    }

    [Fact]
    public async Task At_the_deadline_an_incomplete_request_is_reset()
    {
        var time = new ManualTime();
        var running = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Input = async (requests, _) =>
                {
                    running.SetResult();
                    await foreach (var request in requests)
                    {
                    }

                    return new StreamingInputCallResponse();
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Input, end: false, ("grpc-timeout", "1S"));
        await running.Task.WaitAsync(RawConnection.Patience);
        time.Advance(TimeSpan.FromSeconds(1));

        var reply = await client.ReadReplyAsync(stream);
        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        reply.IsTrailersOnly.ShouldBeTrue();
        (await client.ReadResetAsync(stream)).Error.ShouldBe(8, "CANCEL");
    }

    [Fact]
    public async Task After_replies_the_deadline_comes_in_the_trailers()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Output = async (_, replies, context) =>
                {
                    await replies.WriteAsync(new StreamingOutputCallResponse());
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Output, end: false, ("grpc-timeout", "1S"));
        await client.SendDataAsync(stream, s_empty, end: true);
        var reply = new RawReply();
        reply.Add(await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Headers));
        reply.Add(await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Data));
        time.Advance(TimeSpan.FromSeconds(1));
        reply.Add(await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Headers));

        reply.Ended.ShouldBeTrue();
        reply.Status.ShouldBe(StatusCode.DeadlineExceeded);
        reply.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_method_that_does_not_listen_cannot_hold_the_client()
    {
        var time = new ManualTime();
        var running = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = async (_, _) =>
                {
                    running.SetResult();
                    await release.Task;
                    return new Empty();
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Empty, end: false, ("grpc-timeout", "1S"));
        await client.SendDataAsync(stream, s_empty, end: true);
        await running.Task.WaitAsync(RawConnection.Patience);
        time.Advance(TimeSpan.FromSeconds(1));
        (await client.ReadReplyAsync(stream)).Status.ShouldBe(StatusCode.DeadlineExceeded);

        release.SetResult();
        (await client.CallAsync(Paths.Unary, s_empty)).Status.ShouldBe(StatusCode.OK);
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty("the reply came too late");
    }

    [Fact]
    public async Task A_deadline_later_than_a_timer_can_be_set_still_comes()
    {
        var time = new ManualTime();
        var running = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = async (_, context) =>
                {
                    running.SetResult();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    return new Empty();
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Empty, end: false, ("grpc-timeout", "2400H"));
        await client.SendDataAsync(stream, s_empty, end: true);
        await running.Task.WaitAsync(RawConnection.Patience);
        for (var day = 0; day < 99; day++)
        {
            time.Advance(TimeSpan.FromDays(1));
        }

        (await client.ReadPendingAsync(stream)).ShouldBeEmpty();
        time.Advance(TimeSpan.FromDays(1));
        (await client.ReadReplyAsync(stream)).Status.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task When_the_method_ends_at_the_deadline_the_client_sees_one_end()
    {
        var time = new ManualTime();
        var running = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = async (_, _) =>
                {
                    running.SetResult();
                    await release.Task;
                    return new Empty();
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        for (var i = 0; i < 200; i++)
        {
            running = new TaskCompletionSource();
            release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var stream = await client.BeginAsync(Paths.Empty, end: false, ("grpc-timeout", "1S"));
            await client.SendDataAsync(stream, s_empty, end: true);
            await running.Task.WaitAsync(RawConnection.Patience);

            await Task.WhenAll(Task.Run(release.SetResult), Task.Run(() => time.Advance(TimeSpan.FromSeconds(1))));

            var reply = await client.ReadReplyAsync(stream);
            reply.Status.ShouldBeOneOf(StatusCode.OK, StatusCode.DeadlineExceeded);
            reply.IsTrailersOnly.ShouldBe(reply.Status != StatusCode.OK);
            (await client.ReadPendingAsync(stream)).ShouldBeEmpty();
        }

        time.Waits.ShouldBeEmpty("the timers are gone with their calls");
    }

    private static async Task<(RawReply Reply, DateTimeOffset? Deadline, DateTimeOffset Now)> CallAsync(string? timeout)
    {
        var time = new ManualTime();
        DateTimeOffset? deadline = null;
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = (_, context) =>
                {
                    deadline = context.Deadline;
                    return Task.FromResult<Empty?>(new Empty());
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var reply = await client.CallAsync(Paths.Empty, s_empty, timeout is null ? [] : [("grpc-timeout", timeout)]);
        return (reply, deadline, time.GetUtcNow());
    }
}
