using System.Net;
using Kompetanse.Conformance.Http2;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class RequestTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    [InlineData("Application/GRPC")]
    public async Task A_grpc_content_type_is_answered(string contentType)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty, ("content-type", contentType));

        reply.HttpStatus.ShouldBe(200);
        reply.Status.ShouldBe(StatusCode.OK);
        reply.Header("content-type").ShouldBe("application/grpc");
        reply.Messages().ShouldHaveSingleItem().Bytes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("text/plain;application/grpc")]
    public async Task Another_content_type_gets_415(string contentType)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Empty, s_empty, ("content-type", contentType))).HttpStatus.ShouldBe(415);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Another_verb_than_POST_gets_404(string verb)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.ReadReplyAsync(await client.BeginAsync(Paths.Empty, end: true, (":method", verb)))).HttpStatus.ShouldBe(404);
    }

    [Theory]
    [InlineData(Paths.Empty)]
    [InlineData("/grpc.testing.TestService/Unknown")]
    public async Task HTTP_1_gets_426(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Http1Address };
        using var content = new ByteArrayContent(s_empty) { Headers = { { "Content-Type", "application/grpc" } } };

        using var reply = await client.PostAsync(path, content);

        reply.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        reply.Headers.Upgrade.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/grpc.testing.TestService/Unknown")]
    [InlineData("/grpc.testing.Unknown/EmptyCall")]
    [InlineData("/grpc.testing.TestService/emptyCall")]
    [InlineData("/GRPC.testing.TestService/EmptyCall")]
    [InlineData("/unknown")]
    public async Task An_unknown_method_gets_UNIMPLEMENTED_before_the_request_is_complete(string path)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(path);
        var reply = await client.ReadReplyAsync(stream);

        reply.HttpStatus.ShouldBe(200);
        reply.Status.ShouldBe(StatusCode.Unimplemented);
        reply.IsTrailersOnly.ShouldBeTrue();
        reply.Header("content-type").ShouldBe("application/grpc");
        (await client.ReadResetAsync(stream)).Error.ShouldBe(0, "NO_ERROR: the rest of the request is not wanted");
    }

    [Fact]
    public async Task What_is_not_grpc_and_not_known_stays_404()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new HttpClient { BaseAddress = server.Http1Address };

        (await client.GetAsync("/unknown")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(7000, 200)]
    [InlineData(9000, 431)]
    public async Task Headers_over_8_KiB_get_431(int size, int expected)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Empty, s_empty, ("x-large", new string('a', size)))).HttpStatus.ShouldBe(expected);

        var other = await client.CallAsync(Paths.Empty, s_empty);
        other.Status.ShouldBe(StatusCode.OK, "the connection and its other calls are not concerned");
    }

    [Fact]
    public async Task A_client_that_does_not_say_that_it_takes_trailers_is_answered()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);
        (string, string)[] headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", Paths.Empty), (":authority", "localhost"), ("content-type", "application/grpc"),
        ];
        var block = Hpack.Write(headers.Select(header => (header.Item1, System.Text.Encoding.ASCII.GetBytes(header.Item2))));

        await client.SendAsync(new Frame(FrameType.Headers, Flags: 0x4, Stream: 1, block));
        await client.SendDataAsync(1, s_empty, end: true);

        (await client.ReadReplyAsync(1)).Status.ShouldBe(StatusCode.OK);
    }

    [Fact]
    public async Task A_PING_is_echoed()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.PingAsync([8, 7, 6, 5, 4, 3, 2, 1])).ShouldBe([8, 7, 6, 5, 4, 3, 2, 1]);
    }
}
