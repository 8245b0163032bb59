using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Limits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Kompetanse.Conformance.Http2.RawConnection;
using static Kompetanse.Conformance.Protos.TestService;

namespace Kompetanse.Conformance;

public class CallLimitTests
{
    [Fact]
    public async Task A_caller_that_calls_too_often_is_refused_and_others_are_not()
    {
        await using var server = await StartAsync(limits => (limits.Burst, limits.CallsPerSecond) = (3, 1));
        using var channel = server.Connect();

        for (var call = 0; call < 3; call++)
        {
            await CallAsync(channel, "e1");
        }

        var refused = await Should.ThrowAsync<RpcException>(CallAsync(channel, "e1"));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        var info = refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!;
        (info.Reason, info.Domain).ShouldBe(("RATE_LIMITED", "kompetanse"));
        refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBeInRange(
            TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2));
        await CallAsync(channel, "e2");
        await CallAsync(channel, "");
    }

    [Fact]
    public async Task A_caller_that_was_refused_is_admitted_again_after_a_while()
    {
        await using var server = await StartAsync(limits => (limits.Burst, limits.CallsPerSecond) = (1, 20));
        using var channel = server.Connect();

        await UntilAsync(async () => await TryAsync(channel, "e1") == StatusCode.ResourceExhausted);
        await UntilAsync(async () => await TryAsync(channel, "e1") == StatusCode.OK);
    }

    [Fact]
    public async Task Who_is_not_identified_is_told_apart_by_address_and_not_by_connection()
    {
        await using var server = await StartAsync(limits => (limits.Burst, limits.CallsPerSecond) = (1, 1));
        using var first = server.Connect();
        using var second = server.Connect();

        await CallAsync(first, "");

        (await TryAsync(second, "")).ShouldBe(StatusCode.ResourceExhausted);
    }

    [Theory]
    [InlineData(null, "nb", "Du har sendt for mange forespørsler på kort tid. Vent litt og prøv igjen.")]
    [InlineData("en-GB", "en", "You have made too many requests in a short time. Wait a little and try again.")]
    public async Task The_refusal_can_be_read(string? language, string locale, string text)
    {
        await using var server = await StartAsync(limits => (limits.Burst, limits.CallsPerSecond) = (1, 1));
        using var channel = server.Connect();
        await CallAsync(channel, "e1");

        var refused = await Should.ThrowAsync<RpcException>(CallAsync(channel, "e1", language));

        refused.Status.Detail.ShouldBe(text);
        refused.GetRpcStatus()!.GetDetail<LocalizedMessage>()!.ShouldBe(new LocalizedMessage { Locale = locale, Message = text });
    }

    [Fact]
    public async Task A_refused_call_is_answered_before_its_messages_are_read()
    {
        await using var server = await StartAsync(limits => (limits.Burst, limits.CallsPerSecond) = (1, 1));
        await using var client = await Http2.RawConnection.ConnectAsync(server.Address);
        (await client.CallAsync(Paths.Empty, new byte[5])).Status.ShouldBe(StatusCode.OK);

        var reply = await client.ReadReplyAsync(await client.BeginAsync(Paths.Input));

        (reply.HttpStatus, reply.Status).ShouldBe((200, StatusCode.ResourceExhausted));
        reply.IsTrailersOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData(null, "Mange rapporter lages akkurat nå. Vent litt og prøv igjen.")]
    [InlineData("en", "Many reports are being made right now. Wait a little and try again.")]
    public async Task Heavy_calls_run_so_many_at_once_and_a_few_wait(string? language, string text)
    {
        var (running, most) = (0, 0);
        var release = new TaskCompletionSource();
        await using var server = await StartAsync(
            limits => (limits.ConcurrentCalls, limits.WaitingCalls) = (2, 1),
            new TestService
            {
                Unary = async (_, _) =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await release.Task;
                    Interlocked.Decrement(ref running);
                    return new SimpleResponse();
                },
            });
        using var channel = server.Connect();
        var two = Enumerable.Range(0, 2).Select(_ => HeavyAsync(channel)).ToList();
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref running) == 2));

        // Of these two, one waits; which of them is not for the test to say.
        var more = Enumerable.Range(0, 2).Select(_ => HeavyAsync(channel, language)).ToList();
        var first = await Task.WhenAny(more).WaitAsync(Patience);

        var refused = await Should.ThrowAsync<RpcException>(first);
        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        refused.Status.Detail.ShouldBe(text);
        refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.ShouldBe("TOO_MANY_REPORTS");
        refused.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.Seconds.ShouldBe(1);
        await CallAsync(channel, "e1");

        release.SetResult();
        await Task.WhenAll([.. two, more.Single(call => call != first)]).WaitAsync(Patience);
        most.ShouldBe(2);
        await HeavyAsync(channel);
    }

    [Fact]
    public async Task A_heavy_call_whose_client_leaves_gives_its_place_to_the_next()
    {
        var began = new SemaphoreSlim(0);
        await using var server = await StartAsync(
            limits => (limits.ConcurrentCalls, limits.WaitingCalls) = (1, 1),
            new TestService
            {
                Unary = async (_, context) =>
                {
                    began.Release();
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    return new SimpleResponse();
                },
            });
        using var channel = server.Connect();
        using var leave = new CancellationTokenSource();

        var first = HeavyAsync(channel, cancellationToken: leave.Token);
        (await began.WaitAsync(Patience)).ShouldBeTrue();
        var second = HeavyAsync(channel);
        await leave.CancelAsync();

        (await began.WaitAsync(Patience)).ShouldBeTrue("the second has begun");
        (await Should.ThrowAsync<RpcException>(first)).StatusCode.ShouldBe(StatusCode.Cancelled);
        second.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_heavy_call_that_waits_keeps_its_deadline()
    {
        var release = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        await using var server = await StartAsync(
            limits => (limits.ConcurrentCalls, limits.WaitingCalls) = (1, 1),
            new TestService
            {
                Unary = async (_, _) =>
                {
                    began.TrySetResult();
                    await release.Task;
                    return new SimpleResponse();
                },
            });
        await using var client = await Http2.RawConnection.ConnectAsync(server.Address);
        using var channel = server.Connect();
        var first = HeavyAsync(channel);
        await began.Task.WaitAsync(Patience);

        (await client.CallAsync(Paths.Unary, new byte[5], ("grpc-timeout", "20m"))).Status.ShouldBe(StatusCode.DeadlineExceeded);

        release.SetResult();
        await first.WaitAsync(Patience);
    }

    [Fact]
    public async Task Options_out_of_range_do_not_start()
    {
        var exception = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(limits => limits.CallsPerSecond = 0));

        exception.Message.ShouldContain(nameof(CallLimitOptions.CallsPerSecond));
    }

    private static Task<TestServer> StartAsync(Action<CallLimitOptions> limits, TestService? service = null) => TestServer.StartAsync(
        service,
        services: services =>
        {
            services.Configure(limits);
            // Makes reports of its unary calls, but for the empty one.
            services.AddGrpc().AddServiceOptions<TestService>(options => options.Interceptors.Add<OfUnaryCalls>());
            services.AddSingleton<OfUnaryCalls>();
        });

    private static Task<Empty> CallAsync(GrpcChannel channel, string caller, string? language = null) =>
        new TestServiceClient(channel).EmptyCallAsync(new Empty(), Headers(caller, language)).ResponseAsync;

    private static Task<SimpleResponse> HeavyAsync(GrpcChannel channel, string? language = null, CancellationToken cancellationToken = default) =>
        new TestServiceClient(channel).UnaryCallAsync(
            new SimpleRequest(), Headers("e3", language), cancellationToken: cancellationToken).ResponseAsync;

    private static async Task<StatusCode> TryAsync(GrpcChannel channel, string caller)
    {
        try
        {
            await CallAsync(channel, caller);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static Metadata Headers(string caller, string? language)
    {
        Metadata headers = [];
        if (caller.Length > 0)
        {
            headers.Add("authorization", $"Persona {caller}");
        }

        if (language is not null)
        {
            headers.Add("accept-language", language);
        }

        return headers;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The limit on reports, for one method of the service.</summary>
    private sealed class OfUnaryCalls(IOptions<CallLimitOptions> options) : Interceptor, IDisposable
    {
        private readonly ReportLimit _limit = new(options);

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            context.Method == Paths.Unary
                ? _limit.UnaryServerHandler(request, context, continuation)
                : continuation(request, context);

        public void Dispose() => _limit.Dispose();
    }
}
