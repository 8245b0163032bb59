using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Google.Protobuf;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class CompressionTests
{
    private static readonly byte[] s_plain = new SimpleRequest { ResponseSize = 5, Payload = TestService.Zeros(1000) }.ToByteArray();
    private static readonly (string, string) s_gzip = ("grpc-encoding", "gzip");

    [Theory]
    [InlineData("gzip", 1, StatusCode.OK)]
    [InlineData("gzip", 0, StatusCode.OK)]
    [InlineData("identity", 0, StatusCode.OK)]
    [InlineData("identity", 1, StatusCode.Internal)]
    [InlineData("br", 0, StatusCode.OK)]
    [InlineData("br", 1, StatusCode.Unimplemented)]
    public async Task The_flag_and_the_encoding_must_fit(string encoding, byte flag, StatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var body = Framed.Bytes(flag, flag == 1 ? Framed.Gzip(s_plain) : s_plain);
        var reply = await client.CallAsync(Paths.Unary, body, ("grpc-encoding", encoding));

        reply.Status.ShouldBe(expected);
        reply.Header("grpc-accept-encoding").ShouldBe("identity,gzip");
    }

    [Fact]
    public async Task Each_message_of_a_stream_is_compressed_by_itself()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var plain = new StreamingInputCallRequest { Payload = TestService.Zeros(1000) }.ToByteArray();
        var compressed = Framed.Bytes(1, Framed.Gzip(plain));

        var reply = await client.CallAsync(Paths.Input, [.. compressed, .. Framed.Bytes(0, plain), .. compressed], s_gzip);

        reply.Parse(StreamingInputCallResponse.Parser).AggregatedPayloadSize.ShouldBe(3000);
    }

    public static TheoryData<string, byte[]> Corrupt
    {
        get
        {
            var whole = Framed.Gzip(s_plain);
            byte[] wrongSum = [.. whole];
            wrongSum[^6] ^= 1;
            return new()
            {
                { "not gzip", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
                { "cut inside the data", whole[..12] },
                { "cut before the sum", whole[..^8] },
                { "cut inside the size", whole[..^1] },
                { "a wrong sum", wrongSum },
                { "more after the end", [.. whole, 1, 2, 3, 4] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Corrupt))]
    public async Task Corrupt_gzip_is_an_internal_error(string what, byte[] compressed)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Unary, Framed.Bytes(1, compressed), s_gzip)).Status.ShouldBe(StatusCode.Internal, what);
    }

    [Theory]
    [InlineData(0, StatusCode.OK)]
    [InlineData(1, StatusCode.ResourceExhausted)]
    [InlineData(64 * 1024 * 1024, StatusCode.ResourceExhausted)]
    public async Task The_receive_limit_holds_for_the_decompressed_size(int over, StatusCode expected)
    {
        const int Limit = 100_000;
        await using var server = await TestServer.StartAsync(options: options => options.MaxReceiveMessageSize = Limit);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var message = new SimpleRequest { Payload = TestService.Zeros(Limit - 8 + over) };
        if (over <= 1)
        {
            message.CalculateSize().ShouldBe(Limit + over);
        }

        var compressed = Framed.Gzip(message.ToByteArray());
        compressed.Length.ShouldBeLessThan(Limit);
        (await client.CallAsync(Paths.Unary, Framed.Bytes(1, compressed), s_gzip)).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData("identity,gzip", true, 1)]
    [InlineData("deflate, gzip", true, 1)]
    [InlineData("identity,gzip", false, 0)]
    [InlineData("identity", true, 0)]
    [InlineData(null, true, 0)]
    public async Task A_reply_is_compressed_when_the_method_asks_for_it_and_the_client_accepts_it(
        string? accepted, bool asked, byte expectedFlag)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var request = new SimpleRequest { ResponseSize = 1000, ResponseCompressed = new BoolValue { Value = asked } };

        var reply = await client.CallAsync(
            Paths.Unary, Framed.Message(request), accepted is null ? [] : [("grpc-accept-encoding", accepted)]);

        var (flag, bytes) = reply.Messages().ShouldHaveSingleItem();
        flag.ShouldBe(expectedFlag);
        reply.Header("grpc-encoding").ShouldBe(expectedFlag == 1 ? "gzip" : null);
        SimpleResponse.Parser.ParseFrom(flag == 1 ? Framed.Gunzip(bytes) : bytes).Payload.Body.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task One_message_of_a_compressed_stream_may_go_uncompressed()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var request = new StreamingOutputCallRequest
        {
            ResponseParameters =
            {
                new ResponseParameters { Size = 1000, Compressed = new BoolValue { Value = false } },
                new ResponseParameters { Size = 1000, Compressed = new BoolValue { Value = true } },
            },
        };

        var reply = await client.CallAsync(Paths.Output, Framed.Message(request), ("grpc-accept-encoding", "gzip"));

        reply.Header("grpc-encoding").ShouldBe("gzip");
        reply.Messages().Select(message => message.Flag).ShouldBe([0, 1]);
    }

    [Fact]
    public async Task The_options_can_compress_all_replies()
    {
        await using var server = await TestServer.StartAsync(
            new TestService { Unary = (_, _) => Task.FromResult(new SimpleResponse { Payload = TestService.Zeros(1000) }) },
            options => options.CompressReplies = true);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Unary, Framed.Bytes(0, []), ("grpc-accept-encoding", "gzip"));
        reply.Messages().ShouldHaveSingleItem().Flag.ShouldBe<byte>(1);

        var empty = await client.CallAsync(Paths.Empty, Framed.Bytes(0, []), ("grpc-accept-encoding", "gzip"));
        empty.Messages().ShouldHaveSingleItem().ShouldBe(((byte)0, []), "nothing is not made smaller by gzip");
    }
}
