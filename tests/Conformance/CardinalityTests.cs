using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class CardinalityTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Theory]
    [InlineData(Paths.Empty, 0)]
    [InlineData(Paths.Empty, 2)]
    [InlineData(Paths.Output, 0)]
    [InlineData(Paths.Output, 2)]
    public async Task A_method_with_one_request_takes_exactly_one(string path, int requests)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(path, [.. Enumerable.Repeat(s_empty, requests).SelectMany(bytes => bytes)]);

        reply.Status.ShouldBe(StatusCode.Unimplemented);
        reply.IsTrailersOnly.ShouldBeTrue();
    }

    [Fact]
    public async Task A_unary_method_runs_when_the_client_has_ended_its_stream()
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

        var stream = await client.BeginAsync(Paths.Empty);
        await client.SendDataAsync(stream, s_empty, end: false);
        await client.ReadPendingAsync(stream);
        (await client.CallAsync(Paths.Unary, s_empty)).Status.ShouldBe(StatusCode.OK, "a later call is answered");
        ran.ShouldBeFalse();

        await client.SendDataAsync(stream, [], end: true);
        (await client.ReadReplyAsync(stream)).Status.ShouldBe(StatusCode.OK);
        ran.ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_of_requests_may_be_empty()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.ReadReplyAsync(await client.BeginAsync(Paths.Input, end: true));

        reply.Status.ShouldBe(StatusCode.OK);
        reply.Parse(StreamingInputCallResponse.Parser).AggregatedPayloadSize.ShouldBe(0);
    }

    [Fact]
    public async Task A_null_reply_is_an_internal_error_and_logged()
    {
        await using var server = await TestServer.StartAsync(new TestService { Empty = (_, _) => Task.FromResult<Empty?>(null) });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty);

        reply.Status.ShouldBe(StatusCode.Internal);
        reply.IsTrailersOnly.ShouldBeTrue();
        server.Log.Entries.ShouldHaveSingleItem().Event.Name.ShouldBe("NullReply");
    }
}
