using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Rpc;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Grpc.Client;
using static Kompetanse.Conformance.Http2.RawConnection;

namespace Kompetanse.Conformance;

public class ClientTests
{
    private static readonly GrpcChannelOptions s_patient = new() { InitialBackoff = TimeSpan.FromMilliseconds(1) };

    [Fact]
    public async Task A_method_may_be_named_by_its_descriptor()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();

        var reply = await channel.UnaryAsync<SimpleRequest, SimpleResponse>(
            TestReflection.Descriptor.Services[0].FindMethodByName("UnaryCall"), new SimpleRequest { ResponseSize = 9 });

        reply.Payload.Body.Length.ShouldBe(9);
    }

    [Fact]
    public async Task A_status_arrives_with_message_details_and_trailers()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Unary = (_, _) => throw new RpcException(
                StatusCode.InvalidArgument, "Nivå 9 finnes ikke ☺",
                new ErrorInfo { Reason = "LEVEL_OUT_OF_RANGE", Domain = "kompetanse" },
                new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "level" } } },
                new SimpleRequest { ResponseSize = 1 })
            {
                Trailers = { { "x-after", "1" } },
            },
        });
        using var channel = server.Connect();

        var status = await Should.ThrowAsync<RpcException>(UnaryAsync(channel));

        status.Code.ShouldBe(StatusCode.InvalidArgument);
        status.Message.ShouldBe("Nivå 9 finnes ikke ☺");
        status.Details[0].ShouldBe(new ErrorInfo { Reason = "LEVEL_OUT_OF_RANGE", Domain = "kompetanse" });
        status.Details[1].ShouldBeOfType<BadRequest>().FieldViolations.Single().Field.ShouldBe("level");
        status.Details[2].ShouldBeOfType<Google.Protobuf.WellKnownTypes.Any>().Unpack<SimpleRequest>().ResponseSize.ShouldBe(1);
        status.Trailers.GetText("x-after").ShouldBe("1");
    }

    [Fact]
    public async Task What_comes_beside_the_replies_can_be_asked_for()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, context) =>
            {
                context.ResponseHeaders.Add("x-before", "1");
                context.ResponseTrailers.Add("x-after-bin", "å"u8.ToArray());
                await replies.WriteAsync(new StreamingOutputCallResponse());
            },
            Empty = (_, context) =>
            {
                context.ResponseTrailers.Add("kompetanse-ledger-position", "7");
                return Task.FromResult<Empty?>(new Empty());
            },
        });
        using var channel = server.Connect();
        var (stream, unary) = (new CallResult(), new CallResult());

        await foreach (var reply in channel.ServerStreamingAsync<StreamingOutputCallRequest, StreamingOutputCallResponse>(
            Paths.Output, new StreamingOutputCallRequest(), new CallOptions { Result = stream }))
        {
            stream.Headers!.GetText("x-before").ShouldBe("1");
            stream.Trailers.ShouldBeNull("the call has not ended");
        }

        stream.Trailers!.GetBytes("x-after-bin")!.Value.ToArray().ShouldBe("å"u8.ToArray());
        stream.Trailers!.Count.ShouldBe(1);
        await channel.UnaryAsync<Empty, Empty>(Paths.Empty, new Empty(), new CallOptions { Result = unary });
        unary.Trailers!.GetText("kompetanse-ledger-position").ShouldBe("7");
    }

    [Fact]
    public async Task Headers_and_compression_reach_the_server()
    {
        Metadata? headers = null;
        string? encoding = null;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Unary = (request, context) =>
            {
                headers = context.RequestHeaders;
                encoding = context.HttpContext!.Request.Headers.GrpcEncoding;
                return Task.FromResult(new SimpleResponse { Payload = request.Payload });
            },
        });
        using var channel = server.Connect();

        var reply = await channel.UnaryAsync<SimpleRequest, SimpleResponse>(
            Paths.Unary,
            new SimpleRequest { Payload = TestService.Zeros(5000) },
            new CallOptions { Compress = true, Headers = new Metadata { { "x-a", "1" }, { "x-b-bin", new byte[] { 0xab }.AsMemory() } } });

        reply.Payload.Body.Length.ShouldBe(5000);
        encoding.ShouldBe("gzip");
        headers!.GetText("x-a").ShouldBe("1");
        headers.GetBytes("x-b-bin")!.Value.ToArray().ShouldBe([0xab]);
    }

    [Fact]
    public async Task An_early_refusal_reaches_a_client_that_is_still_sending()
    {
        await using var server = await TestServer.StartAsync(RefusesTheThird());
        using var channel = server.Connect();

        for (var i = 0; i < 50; i++)
        {
            var ended = new TaskCompletionSource();
            var status = await Should.ThrowAsync<RpcException>(
                InputAsync(channel, Endless(1000, ended)).WaitAsync(Patience));

            status.Code.ShouldBe(StatusCode.InvalidArgument);
            status.Details.ShouldHaveSingleItem().ShouldBeOfType<ErrorInfo>().Reason.ShouldBe("THIRD");
            await ended.Task.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task An_early_refusal_reaches_a_client_whose_source_is_silent()
    {
        await using var server = await TestServer.StartAsync(RefusesTheThird());
        using var channel = server.Connect();
        var ended = new TaskCompletionSource();

        var status = await Should.ThrowAsync<RpcException>(InputAsync(channel, ThreeThenSilenceAsync()).WaitAsync(Patience));

        status.Details.ShouldHaveSingleItem().ShouldBeOfType<ErrorInfo>().Reason.ShouldBe("THIRD");
        await ended.Task.WaitAsync(Patience);

        async IAsyncEnumerable<StreamingInputCallRequest> ThreeThenSilenceAsync(
            [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < 3; i++)
            {
                yield return new StreamingInputCallRequest();
            }

            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        }
    }

    [Fact]
    public async Task A_server_that_does_not_read_slows_the_source_down()
    {
        const int Requests = 2000;
        const int Size = 16 * 1024;
        var release = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = async (requests, _) =>
            {
                await release.Task;
                return new StreamingInputCallResponse { AggregatedPayloadSize = await requests.CountAsync() };
            },
        });
        using var channel = server.Connect();
        var asked = 0;

        var call = InputAsync(channel, SourceAsync());
        for (int before = -1, stable = 0; stable < 50; stable = asked == before && asked > 0 ? stable + 1 : 0)
        {
            before = asked;
            await UnaryAsync(channel);
        }

        asked.ShouldBeLessThan(Requests / 2, "the rest waits for the server");
        release.SetResult();
        (await call.WaitAsync(Patience)).AggregatedPayloadSize.ShouldBe(Requests);

        async IAsyncEnumerable<StreamingInputCallRequest> SourceAsync()
        {
            await Task.Yield();
            for (; asked < Requests; asked++)
            {
                yield return new StreamingInputCallRequest { Payload = TestService.Zeros(Size) };
            }
        }
    }

    [Fact]
    public async Task What_the_source_throws_is_thrown_on_and_the_server_sees_the_call_cancelled()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = async (requests, _) =>
            {
                await Should.ThrowAsync<OperationCanceledException>(async () => await requests.CountAsync());
                cancelled.SetResult();
                return new StreamingInputCallResponse();
            },
        });
        using var channel = server.Connect();

        (await Should.ThrowAsync<InvalidDataException>(InputAsync(channel, FailsAsync()))).Message.ShouldBe("line 3");
        await cancelled.Task.WaitAsync(Patience);

        static async IAsyncEnumerable<StreamingInputCallRequest> FailsAsync()
        {
            yield return new StreamingInputCallRequest();
            await Task.Yield();
            throw new InvalidDataException("line 3");
        }
    }

    [Fact]
    public async Task Requests_and_replies_of_a_duplex_call_go_each_at_their_own_pace()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        var next = new SemaphoreSlim(1);
        var sizes = new List<int>();

        await foreach (var reply in channel.DuplexStreamingAsync<StreamingOutputCallRequest, StreamingOutputCallResponse>(
            Paths.Duplex, AskAsync()))
        {
            sizes.Add(reply.Payload.Body.Length);
            next.Release();
        }

        sizes.ShouldBe([1, 2, 3]);

        async IAsyncEnumerable<StreamingOutputCallRequest> AskAsync()
        {
            for (var size = 1; size <= 3; size++)
            {
                await next.WaitAsync();
                yield return new StreamingOutputCallRequest { ResponseParameters = { new ResponseParameters { Size = size } } };
            }
        }
    }

    [Fact]
    public async Task At_the_deadline_the_client_stops_waiting_and_tells_the_server()
    {
        var time = new ManualTime();
        var (service, began, cancelled) = Waits();
        await using var server = await TestServer.StartAsync(service);
        using var channel = server.Connect(new GrpcChannelOptions { Time = time });

        var call = UnaryAsync(channel, new CallOptions { Deadline = time.GetUtcNow() + TimeSpan.FromHours(1) });
        (await began.Task.WaitAsync(Patience)).ShouldNotBeNull("the server knows the deadline");
        time.Advance(TimeSpan.FromHours(1));

        (await Should.ThrowAsync<RpcException>(call.WaitAsync(Patience))).Code.ShouldBe(StatusCode.DeadlineExceeded);
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_is_not_even_tried()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();

        var call = UnaryAsync(channel, new CallOptions { Deadline = DateTimeOffset.UtcNow - TimeSpan.FromSeconds(1) });

        (await Should.ThrowAsync<RpcException>(call.WaitAsync(Patience))).Code.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task A_cancelled_call_cancels_the_method()
    {
        var (service, began, cancelled) = Waits();
        await using var server = await TestServer.StartAsync(service);
        using var channel = server.Connect();
        using var stop = new CancellationTokenSource();

        var call = UnaryAsync(channel, cancellationToken: stop.Token);
        (await began.Task.WaitAsync(Patience)).ShouldBeNull();
        await stop.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(call.WaitAsync(Patience))).CancellationToken.ShouldBe(stop.Token);
        await cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task Leaving_a_stream_of_replies_cancels_the_method()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, context) =>
            {
                await replies.WriteAsync(new StreamingOutputCallResponse());
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
            },
        });
        using var channel = server.Connect();

        await foreach (var reply in channel.ServerStreamingAsync<StreamingOutputCallRequest, StreamingOutputCallResponse>(
            Paths.Output, new StreamingOutputCallRequest()))
        {
            break;
        }

        await cancelled.Task.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, 2, 3, StatusCode.OK)]
    [InlineData(StatusCode.Unavailable, 9, 4, StatusCode.Unavailable)]
    [InlineData(StatusCode.Aborted, 9, 1, StatusCode.Aborted)]
    [InlineData(StatusCode.Internal, 9, 1, StatusCode.Internal)]
    [InlineData(StatusCode.DeadlineExceeded, 9, 1, StatusCode.DeadlineExceeded)]
    [InlineData(StatusCode.ResourceExhausted, 9, 1, StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unknown, 9, 1, StatusCode.Unknown)]
    public async Task Only_what_is_unavailable_is_tried_again_and_not_for_ever(
        StatusCode failure, int failures, int expectedAttempts, StatusCode expected)
    {
        var attempts = 0;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Unary = (_, _) => ++attempts <= failures ? throw new RpcException(failure, "") : Task.FromResult(new SimpleResponse()),
        });
        using var channel = server.Connect(s_patient);

        var outcome = StatusCode.OK;
        try
        {
            await UnaryAsync(channel);
        }
        catch (RpcException status)
        {
            outcome = status.Code;
        }

        outcome.ShouldBe(expected);
        attempts.ShouldBe(expectedAttempts);
    }

    [Fact]
    public async Task A_stream_of_requests_is_not_tried_again()
    {
        var attempts = 0;
        await using var server = await TestServer.StartAsync(new TestService
        {
            Input = (_, _) =>
            {
                attempts++;
                throw new RpcException(StatusCode.Unavailable, "");
            },
        });
        using var channel = server.Connect(s_patient);

        await Should.ThrowAsync<RpcException>(InputAsync(channel, Endless(1, new TaskCompletionSource())));

        attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Waits_between_attempts_grow_vary_and_stop_growing()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new TestService { Unary = (_, _) => throw new RpcException(StatusCode.Unavailable, "") });
        using var channel = server.Connect(new GrpcChannelOptions
        {
            Time = time,
            MaxAttempts = 5,
            InitialBackoff = TimeSpan.FromSeconds(1),
            MaxBackoff = TimeSpan.FromSeconds(4),
        });

        var call = UnaryAsync(channel);
        foreach (var seconds in new[] { 1, 2, 4, 4 })
        {
            while (time.Waits.Count == 0)
            {
                call.IsCompleted.ShouldBeFalse();
                await Task.Yield();
            }

            time.Waits.Single().TotalSeconds.ShouldBeInRange(seconds * 0.8, seconds * 1.2);
            time.Advance(time.Waits.Single());
        }

        (await Should.ThrowAsync<RpcException>(call.WaitAsync(Patience))).Code.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task There_is_no_new_attempt_that_the_deadline_would_not_allow()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(
            new TestService { Unary = (_, _) => throw new RpcException(StatusCode.Unavailable, "") });
        using var channel = server.Connect(new GrpcChannelOptions
        {
            Time = time, InitialBackoff = TimeSpan.FromMinutes(1), MaxBackoff = TimeSpan.FromMinutes(1),
        });

        var call = UnaryAsync(channel, new CallOptions { Deadline = time.GetUtcNow() + TimeSpan.FromSeconds(30) });

        (await Should.ThrowAsync<RpcException>(call.WaitAsync(Patience))).Code.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_UNAVAILABLE()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = new GrpcChannel(new Uri($"http://127.0.0.1:{port}"), s_patient);

        (await Should.ThrowAsync<RpcException>(UnaryAsync(channel))).Code.ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task A_reply_or_request_over_the_limit_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect(new GrpcChannelOptions { MaxReceiveMessageSize = 100, MaxSendMessageSize = 100 });

        (await Should.ThrowAsync<RpcException>(UnaryAsync(channel, size: 101))).Code.ShouldBe(StatusCode.ResourceExhausted);
        (await Should.ThrowAsync<RpcException>(InputAsync(channel, Endless(101, new TaskCompletionSource()))))
            .Code.ShouldBe(StatusCode.ResourceExhausted);
        (await UnaryAsync(channel, size: 10)).Payload.Body.Length.ShouldBe(10);
    }

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Should.Throw<System.ComponentModel.DataAnnotations.ValidationException>(
            () => new GrpcChannel(new Uri("http://localhost"), new GrpcChannelOptions { MaxAttempts = 0 }));

    private static Task<SimpleResponse> UnaryAsync(
        GrpcChannel channel, CallOptions options = default, int size = 0, CancellationToken cancellationToken = default) =>
        channel.UnaryAsync<SimpleRequest, SimpleResponse>(
            Paths.Unary, new SimpleRequest { ResponseSize = size }, options, cancellationToken);

    private static Task<StreamingInputCallResponse> InputAsync(
        GrpcChannel channel, IAsyncEnumerable<StreamingInputCallRequest> requests) =>
        channel.ClientStreamingAsync<StreamingInputCallRequest, StreamingInputCallResponse>(Paths.Input, requests);

    private static async IAsyncEnumerable<StreamingInputCallRequest> Endless(int size, TaskCompletionSource ended)
    {
        try
        {
            while (true)
            {
                yield return new StreamingInputCallRequest { Payload = TestService.Zeros(size) };
                await Task.Yield();
            }
        }
        finally
        {
            ended.SetResult();
        }
    }

    private static TestService RefusesTheThird() => new()
    {
        Input = async (requests, _) =>
        {
            await foreach (var (index, _) in requests.Index())
            {
                if (index == 2)
                {
                    throw new RpcException(StatusCode.InvalidArgument, "No.", new ErrorInfo { Reason = "THIRD" });
                }
            }

            return new StreamingInputCallResponse();
        },
    };

    private static (TestService Service, TaskCompletionSource<DateTimeOffset?> Began, TaskCompletionSource Cancelled) Waits()
    {
        var began = new TaskCompletionSource<DateTimeOffset?>();
        var cancelled = new TaskCompletionSource();
        var service = new TestService
        {
            Unary = async (_, context) =>
            {
                began.SetResult(context.Deadline);
                await Task.Delay(Timeout.Infinite, context.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancelled.SetResult();
                return new SimpleResponse();
            },
        };
        return (service, began, cancelled);
    }
}
