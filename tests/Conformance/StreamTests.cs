using System.Threading.Channels;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kompetanse.Conformance;

public class StreamTests
{
    /// <summary>More than the server keeps for a client that has no room, which is 64 KiB.</summary>
    private const int Much = 200_000;

    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Fact]
    public async Task Each_reply_is_sent_at_once()
    {
        var next = new SemaphoreSlim(0);
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, _) =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await replies.WriteAsync(new StreamingOutputCallResponse { Payload = TestService.Zeros(i) });
                    await next.WaitAsync();
                }
            },
        });
        using var channel = server.Connect();

        var sizes = new List<int>();
        await foreach (var reply in channel.ServerStreamingAsync<StreamingOutputCallRequest, StreamingOutputCallResponse>(
            Paths.Output, new StreamingOutputCallRequest()))
        {
            sizes.Add(reply.Payload.Body.Length);
            next.Release();
        }

        sizes.ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Headers_can_be_sent_before_the_first_reply_and_once()
    {
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, context) =>
            {
                context.ResponseHeaders.Add("x-before", "1");
                await context.SendHeadersAsync();
                await context.SendHeadersAsync();
                context.ResponseTrailers.Add("x-after", "2");
                await release.Task;
                await replies.WriteAsync(new StreamingOutputCallResponse());
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);
        var reply = new RawReply();
        reply.Add(await client.ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.Headers));
        reply.Ended.ShouldBeFalse();
        reply.Header("x-before").ShouldBe("1");
        (await client.ReadPendingAsync(stream)).ShouldBeEmpty();
        release.SetResult();
        while (!reply.Ended)
        {
            reply.Add(await client.ReadAsync(frame => frame.Stream == stream));
        }

        reply.Blocks.Count.ShouldBe(2);
        reply.Status.ShouldBe(StatusCode.OK);
        reply.Trailer("x-after").ShouldBe("2");
        reply.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_early_headers_a_failure_is_in_the_trailers()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, _, context) =>
            {
                await context.SendHeadersAsync();
                throw new RpcException(StatusCode.Aborted, "No.") { Trailers = { { "x-with", "3" } } };
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Output, s_empty);

        reply.Blocks.Count.ShouldBe(2);
        reply.Header("grpc-status").ShouldBeNull();
        reply.Status.ShouldBe(StatusCode.Aborted);
        reply.Trailer("x-with").ShouldBe("3");
    }

    [Fact]
    public async Task A_reset_by_the_client_cancels_the_method_and_fails_its_later_writes()
    {
        var wrote = new TaskCompletionSource();
        var outcome = new TaskCompletionSource<Exception>();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, context) =>
            {
                await replies.WriteAsync(new StreamingOutputCallResponse());
                wrote.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                outcome.SetResult(await Should.ThrowAsync<Exception>(replies.WriteAsync(new StreamingOutputCallResponse())));
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);
        await wrote.Task.WaitAsync(RawConnection.Patience);
        await client.ResetAsync(stream, error: 8);

        (await outcome.Task.WaitAsync(RawConnection.Patience)).ShouldBeAssignableTo<OperationCanceledException>();
        (await client.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK);
        server.Log.Entries.ShouldBeEmpty("a client may leave");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_leaves_inside_a_message_cancels_the_method(bool whole)
    {
        var began = new TaskCompletionSource();
        var outcome = new TaskCompletionSource<Exception>();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = async (requests, _) =>
            {
                began.SetResult();
                outcome.SetResult(await Should.ThrowAsync<Exception>(async () => await requests.CountAsync()));
                return new StreamingInputCallResponse();
            },
        });
        var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Input);
        await client.SendDataAsync(stream, [0, 0, 0], end: false);
        await began.Task.WaitAsync(RawConnection.Patience);
        if (whole)
        {
            await client.DisposeAsync();
        }
        else
        {
            await client.ResetAsync(stream, error: 8);
        }

        (await outcome.Task.WaitAsync(RawConnection.Patience)).ShouldBeAssignableTo<OperationCanceledException>();
        server.Log.Entries.ShouldBeEmpty();
        await client.DisposeAsync();
    }

    [Fact]
    public async Task A_unary_method_that_waits_is_cancelled_when_the_client_leaves()
    {
        var began = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Empty = async (_, context) =>
            {
                began.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
                throw new OperationCanceledException();
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Empty);
        await client.SendDataAsync(stream, s_empty, end: true);
        await began.Task.WaitAsync(RawConnection.Patience);
        await client.ResetAsync(stream, error: 8);

        await cancelled.Task.WaitAsync(RawConnection.Patience);
        (await client.CallAsync(Paths.Unary, s_empty)).Status.ShouldBe(StatusCode.OK);
        server.Log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_without_room_slows_the_method_down()
    {
        const int Size = 16 * 1024;
        const int Replies = 1000;
        var written = 0;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, _) =>
            {
                for (; written < Replies; written++)
                {
                    await replies.WriteAsync(new StreamingOutputCallResponse { Payload = TestService.Zeros(Size) });
                }
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);
        var reply = new RawReply();
        var received = 0;
        while (received < 65535)
        {
            var frame = await client.ReadAsync(frame => frame.Stream == stream);
            received += frame.Type == FrameType.Data ? frame.Payload.Length : 0;
            reply.Add(frame);
        }

        for (int before = -1, stable = 0; stable < 50; stable = written == before ? stable + 1 : 0)
        {
            before = written;
            (await client.ReadPendingAsync(stream)).ShouldBeEmpty("the client has no room");
        }

        written.ShouldBeLessThan(20, "the rest waits for the client");

        await client.OpenWindowAsync(stream, Replies * (Size + 100));
        while (!reply.Ended)
        {
            reply.Add(await client.ReadAsync(frame => frame.Stream == stream));
        }

        reply.Status.ShouldBe(StatusCode.OK);
        reply.Messages().Count.ShouldBe(Replies);
    }

    [Fact]
    public async Task Two_writes_at_once_are_refused()
    {
        var outcome = new TaskCompletionSource<Exception>();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, _) =>
            {
                var first = replies.WriteAsync(new StreamingOutputCallResponse { Payload = TestService.Zeros(Much) });
                outcome.SetResult(await Should.ThrowAsync<Exception>(replies.WriteAsync(new StreamingOutputCallResponse())));
                await first;
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address, window: 0);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);
        (await outcome.Task.WaitAsync(RawConnection.Patience)).ShouldBeOfType<InvalidOperationException>();

        await client.OpenWindowAsync(stream, 2 * Much);
        var reply = await client.ReadReplyAsync(stream);
        reply.Status.ShouldBe(StatusCode.OK);
        reply.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_write_after_the_method_has_ended_is_refused()
    {
        IServerStreamWriter<StreamingOutputCallResponse>? kept = null;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = (_, replies, _) =>
            {
                kept = replies;
                return Task.CompletedTask;
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Output, s_empty)).Status.ShouldBe(StatusCode.OK);

        await Should.ThrowAsync<InvalidOperationException>(kept!.WriteAsync(new StreamingOutputCallResponse()));
    }

    [Fact]
    public async Task A_method_that_forgets_its_last_write_fails_and_is_logged()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = (_, replies, _) =>
            {
                _ = replies.WriteAsync(new StreamingOutputCallResponse { Payload = TestService.Zeros(Much) });
                return Task.CompletedTask;
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address, window: 0);

        var stream = await client.BeginAsync(Paths.Output);
        await client.SendDataAsync(stream, s_empty, end: true);

        (await client.ReadResetAsync(stream)).Error.ShouldBe(2, "INTERNAL_ERROR");
        server.Log.Entries.ShouldHaveSingleItem().Event.Name.ShouldBe("MethodFailed");
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

    [Theory]
    [InlineData(Paths.Empty, false)]
    [InlineData(Paths.Output, true)]
    [InlineData(Paths.Input, true)]
    [InlineData(Paths.Duplex, true)]
    public async Task A_time_limit_on_requests_is_not_for_streams(string path, bool lifted)
    {
        var limit = new TimeLimit();
        await using var server = await TestServer.StartAsync(
            new TestService { Input = async (requests, _) => new StreamingInputCallResponse { AggregatedPayloadSize = await requests.CountAsync() } },
            services: services => services.AddSingleton<ICallAdmission>(limit));
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(path, s_empty)).Status.ShouldBe(StatusCode.OK);

        limit.IsLifted.ShouldBe(lifted);
    }

    [Fact]
    public async Task A_method_that_answers_early_asks_the_client_to_stop()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = (_, _) => Task.FromResult(new StreamingInputCallResponse { AggregatedPayloadSize = 1 }),
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Input);
        var reply = await client.ReadReplyAsync(stream);

        reply.Status.ShouldBe(StatusCode.OK);
        (await client.ReadResetAsync(stream)).Error.ShouldBe(0, "NO_ERROR");
    }

    /// <summary>As the middleware for time-outs would set it on a call.</summary>
    private sealed class TimeLimit : ICallAdmission, IHttpRequestTimeoutFeature
    {
        public bool IsLifted { get; private set; }

        public CancellationToken RequestTimeoutToken => CancellationToken.None;

        public ValueTask AdmitAsync(CallContext context)
        {
            context.HttpContext!.Features.Set<IHttpRequestTimeoutFeature>(this);
            return ValueTask.CompletedTask;
        }

        public void DisableTimeout() => IsLifted = true;
    }
}
