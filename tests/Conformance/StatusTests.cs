using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;
using Microsoft.Extensions.Logging;
using Empty = Kompetanse.Conformance.Protos.Empty;

namespace Kompetanse.Conformance;

public class StatusTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Fact]
    public async Task A_status_without_replies_is_one_frame()
    {
        var reply = await CallAsync(_ => throw new RpcException(StatusCode.NotFound, "No such employee."));

        reply.IsTrailersOnly.ShouldBeTrue();
        reply.HttpStatus.ShouldBe(200);
        reply.Header("content-type").ShouldBe("application/grpc");
        reply.Header("grpc-status").ShouldBe("5");
        reply.Message.ShouldBe("No such employee.");
        reply.Header("grpc-status-details-bin").ShouldBeNull();
    }

    [Fact]
    public async Task A_status_after_replies_is_in_the_trailers()
    {
        await using var server = await TestServer.StartAsync(new TestService
        {
            Output = async (_, replies, _) =>
            {
                await replies.WriteAsync(new StreamingOutputCallResponse());
                throw new RpcException(StatusCode.DataLoss, "Half.");
            },
        });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Output, s_empty);

        reply.Messages().Count.ShouldBe(1);
        reply.Blocks.Count.ShouldBe(2);
        reply.Header("grpc-status").ShouldBeNull();
        reply.Status.ShouldBe(StatusCode.DataLoss);
        reply.Message.ShouldBe("Half.");
    }

    [Fact]
    public async Task Every_code_travels_as_its_number()
    {
        StatusCode code = default;
        await using var server = await TestServer.StartAsync(new TestService { Empty = (_, _) => throw new RpcException(code, "") });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        foreach (var expected in System.Enum.GetValues<StatusCode>().Except([StatusCode.OK]))
        {
            code = expected;
            var reply = await client.CallAsync(Paths.Empty, s_empty);
            reply.Header("grpc-status").ShouldBe(((int)expected).ToString());
            reply.HttpStatus.ShouldBe(200);
        }
    }

    [Theory]
    [InlineData("plain ~ text!", "plain ~ text!")]
    [InlineData("100 %", "100 %25")]
    [InlineData("a\tb\r\nc", "a%09b%0D%0Ac")]
    [InlineData("mål ☺ 😈", "m%C3%A5l %E2%98%BA %F0%9F%98%88")]
    [InlineData("\u007f\u0080", "%7F%C2%80")]
    public async Task A_message_is_percent_encoded(string message, string expected)
    {
        (await CallAsync(_ => throw new RpcException(StatusCode.Aborted, message))).Message.ShouldBe(expected);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        var message = string.Concat("a", "\ud83d", "b");

        (await CallAsync(_ => throw new RpcException(StatusCode.Aborted, message))).Message.ShouldBe("a%EF%BF%BDb");
    }

    [Fact]
    public async Task Details_travel_in_a_status_with_the_same_code()
    {
        var reply = await CallAsync(_ => throw new RpcException(
            StatusCode.FailedPrecondition, "Nobody verifies oneself.", new ErrorInfo { Reason = "OWN_VERIFICATION", Domain = "kompetanse" }));

        var header = reply.Header("grpc-status-details-bin")!;
        header.ShouldNotEndWith("=");
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
        status.Code.ShouldBe((int)reply.Status);
        status.Message.ShouldBe("Nobody verifies oneself.");
        status.Details.ShouldHaveSingleItem().Unpack<ErrorInfo>().Reason.ShouldBe("OWN_VERIFICATION");
    }

    [Fact]
    public async Task Details_that_do_not_fit_are_left_out_in_order_and_logged()
    {
        var large = new DebugInfo { Detail = new string('a', 300) };
        await using var server = await TestServer.StartAsync(
            new TestService
            {
                Empty = (_, _) => throw new RpcException(
                    StatusCode.InvalidArgument, "", new ErrorInfo { Reason = "A" }, large, new ErrorInfo { Reason = "B" }),
            },
            options => options.MaxStatusDetailsSize = 200);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var header = (await client.CallAsync(Paths.Empty, s_empty)).Header("grpc-status-details-bin")!;

        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(header.PadRight((header.Length + 3) / 4 * 4, '=')));
        status.Details.Select(detail => detail.Unpack<ErrorInfo>().Reason).ShouldBe(["A", "B"]);
        server.Log.Entries.ShouldHaveSingleItem().Event.Name.ShouldBe("DetailsLeftOut");
    }

    [Fact]
    public async Task An_exception_is_UNKNOWN_reveals_nothing_and_is_logged_once()
    {
        await using var server = await TestServer.StartAsync(
            new TestService { Empty = (_, _) => throw new InvalidOperationException("the secret of 1234") });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty);

        reply.Status.ShouldBe(StatusCode.Unknown);
        reply.IsTrailersOnly.ShouldBeTrue();
        reply.Message!.ShouldNotContain("secret");
        reply.Header("grpc-status-details-bin").ShouldBeNull();
        var (level, id, text, exception) = server.Log.Entries.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Error);
        id.ShouldBe(new EventId(1));
        id.Name.ShouldBe("MethodFailed");
        text.ShouldContain(Paths.Empty);
        exception.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_cancellation_of_the_methods_own_making_is_an_exception_like_others()
    {
        var reply = await CallAsync(_ => throw new OperationCanceledException());

        reply.Status.ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task Trailers_of_the_method_come_with_the_status_and_never_in_its_place()
    {
        var reply = await CallAsync(context =>
        {
            Should.Throw<ArgumentException>(() => context.ResponseTrailers.Add("grpc-status", "0"));
            Should.Throw<ArgumentException>(() => context.ResponseTrailers.Add("Grpc-Message", "fine"));
            context.ResponseHeaders.Add("x-before", "1");
            context.ResponseTrailers.Add("x-after", "2");
            throw new RpcException(StatusCode.Aborted, "") { Trailers = { { "x-with", "3" } } };
        });

        reply.Status.ShouldBe(StatusCode.Aborted);
        reply.Blocks[0].Count(header => header.Name == "grpc-status").ShouldBe(1);
        reply.Header("x-before").ShouldBe("1");
        reply.Header("x-after").ShouldBe("2");
        reply.Header("x-with").ShouldBe("3");
    }

    private static async Task<RawReply> CallAsync(Func<CallContext, Task<Empty?>> method)
    {
        await using var server = await TestServer.StartAsync(new TestService { Empty = (_, context) => method(context) });
        await using var client = await RawConnection.ConnectAsync(server.Address);
        return await client.CallAsync(Paths.Empty, s_empty);
    }
}
