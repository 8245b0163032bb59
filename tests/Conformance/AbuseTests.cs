using System.Threading.Channels;
using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kompetanse.Conformance;

/// <summary>What a client can't do to a server, by mistake or by intent.</summary>
public class AbuseTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Fact]
    public async Task A_peer_that_is_silent_loses_its_connection_and_its_calls_are_cancelled()
    {
        var began = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Duplex = async (_, _, context) =>
                {
                    began.SetResult();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancelled.SetResult();
                },
            },
            options => options.KeepAlivePingDelay = options.KeepAlivePingTimeout = TimeSpan.FromSeconds(1));
        await using var client = await RawConnection.ConnectAsync(server.Address);

        // It reads all that comes, and answers no PING.
        await client.BeginAsync(Paths.Duplex);
        await began.Task.WaitAsync(RawConnection.Patience);

        await client.ReadAsync(frame => frame is { Type: FrameType.Ping, IsAck: false });
        await client.Closed;
        await cancelled.Task.WaitAsync(RawConnection.Patience);
        server.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_has_so_many_calls_at_once()
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxStreamsPerConnection = 2);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var first = await client.BeginAsync(Paths.Input);
        await client.BeginAsync(Paths.Input);
        var third = await client.BeginAsync(Paths.Input);

        (await client.ReadResetAsync(third)).Error.ShouldBe(7, "REFUSED_STREAM");
        await client.SendDataAsync(first, [], end: true);
        (await client.ReadReplyAsync(first)).Status.ShouldBe(StatusCode.OK);
        (await client.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK, "there is room again");
    }

    [Fact]
    public async Task A_server_has_so_many_connections()
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxConnections = 2);
        await using var first = await RawConnection.ConnectAsync(server.Address);
        await using var second = await RawConnection.ConnectAsync(server.Address);
        (await first.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK);
        (await second.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK);

        await using var third = await RawConnection.ConnectAsync(server.Address);
        await third.Closed;

        (await first.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK);
    }

    [Theory]
    [InlineData(3, StatusCode.OK)]
    [InlineData(4, StatusCode.ResourceExhausted)]
    public async Task The_messages_of_a_stream_have_a_limit_together(int messages, StatusCode expected)
    {
        var message = Framed.Message(new StreamingInputCallRequest { Payload = TestService.Zeros(90) });
        await using var server = await TestServer.StartAsync(options: options => options.MaxRequestStreamSize = 3 * message.Length);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Input, [.. Enumerable.Repeat(message, messages).SelectMany(bytes => bytes)]);

        reply.Status.ShouldBe(expected);
        (await client.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK, "the connection is not concerned");
        server.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_single_request_that_dribbles_loses_its_connection()
    {
        await using var server = await TestServer.StartAsync(options: options =>
            (options.MinRequestRate, options.MinRequestRateGrace) = (1000, TimeSpan.FromSeconds(2)));
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Unary);
        await client.SendDataAsync(stream, Framed.Declared(0, 1000, []), end: false);
        await DribbleAsync(client, stream);

        await client.Closed;
        server.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Headers_that_do_not_end_lose_the_connection()
    {
        await using var server = await TestServer.StartAsync(options: options => options.RequestHeadersTimeout = TimeSpan.FromSeconds(1));
        await using var client = await RawConnection.ConnectAsync(server.Address);

        await client.SendAsync(new Frame(FrameType.Headers, Flags: 0, Stream: 1, Hpack.Write([(":method", "POST"u8.ToArray())])));

        await client.Closed;
    }

    [Fact]
    public async Task A_client_that_does_not_take_a_large_reply_is_waited_for_so_long()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(options: options => options.ReplyTimeout = TimeSpan.FromMinutes(1), time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address, window: 0);

        var stream = await client.BeginAsync(Paths.Unary);
        await client.SendDataAsync(stream, Framed.Message(new SimpleRequest { ResponseSize = 100_000 }), end: true);
        await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Headers);
        await time.UntilAsync(waits => waits.Count > 0);

        time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty("there is a tick left");
        time.Advance(TimeSpan.FromTicks(1));

        (await client.ReadResetAsync(stream)).Error.ShouldBe(8, "CANCEL");
        await using var other = await RawConnection.ConnectAsync(server.Address);
        var taken = await other.CallAsync(Paths.Unary, Framed.Message(new SimpleRequest { ResponseSize = 65_000 }));
        taken.Parse(SimpleResponse.Parser).Payload.Body.Length.ShouldBe(65_000);
        time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stream_of_replies_is_waited_for_as_long_as_it_takes()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Output = async (_, replies, _) =>
                {
                    await replies.WriteAsync(new StreamingOutputCallResponse { Payload = TestService.Zeros(100_000) });
                    await replies.WriteAsync(new StreamingOutputCallResponse());
                },
            },
            time: time);
        await using var client = await RawConnection.ConnectAsync(server.Address, window: 0);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);
        var reply = new RawReply();
        reply.Add(await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Headers));
        time.Advance(TimeSpan.FromDays(1));
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty();

        await client.OpenWindowAsync(stream, 200_000);
        while (!reply.Ended)
        {
            reply.Add(await client.ReadAsync(frame => frame.Stream == stream));
        }

        reply.Status.ShouldBe(StatusCode.OK);
        reply.Messages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stream_of_requests_may_be_as_slow_as_it_likes_and_as_long()
    {
        await using var server = await TestServer.StartAsync(
            options: options =>
            {
                (options.MinRequestRate, options.MinRequestRateGrace) = (1_000_000, TimeSpan.FromSeconds(2));
                options.MaxReceiveMessageSize = 150;
            },
            limits: limits => limits.MaxRequestBodySize = 20);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        await using var other = await RawConnection.ConnectAsync(server.Address);
        var message = Framed.Message(new StreamingInputCallRequest { Payload = TestService.Zeros(100) });

        var stream = await client.BeginAsync(Paths.Input);
        await client.SendDataAsync(stream, message, end: false);
        var slow = await other.BeginAsync(Paths.Unary);
        // A single request that does not come is given up, and its connection closed; so it is time to look at the stream.
        await Should.ThrowAsync<ChannelClosedException>(other.ReadReplyAsync(slow));

        await client.SendDataAsync(stream, message, end: true);
        (await client.ReadReplyAsync(stream)).Parse(StreamingInputCallResponse.Parser).AggregatedPayloadSize.ShouldBe(200);
    }

    [Fact]
    public async Task A_stream_of_replies_may_be_read_as_slowly_as_the_client_likes()
    {
        await using var server = await TestServer.StartAsync();

        server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MinResponseDataRate.ShouldBeNull();
    }

    /// <summary>Ten bytes a second, for as long as there is somebody to send them to.</summary>
    private static async Task DribbleAsync(RawConnection client, int stream)
    {
        var closed = client.Closed;
        while (!closed.IsCompleted)
        {
            await client.SendDataAsync(stream, [0], end: false).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAny(closed, Task.Delay(TimeSpan.FromMilliseconds(100)));
        }
    }
}
