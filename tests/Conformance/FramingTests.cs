using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.Conformance;

public class FramingTests
{
    private static readonly byte[] s_request = Framed.Message(new SimpleRequest { ResponseSize = 3 });

    [Fact]
    public async Task A_message_may_be_cut_between_any_two_bytes()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var stream = await client.BeginAsync(Paths.Unary);
        foreach (var octet in s_request)
        {
            await client.SendDataAsync(stream, [octet], end: false);
            await client.PingAsync();
        }

        await client.SendDataAsync(stream, [], end: true);
        var reply = await client.ReadReplyAsync(stream);

        reply.Status.ShouldBe(StatusCode.OK);
        reply.Parse(SimpleResponse.Parser).Payload.Body.Length.ShouldBe(3);
    }

    [Fact]
    public async Task Many_messages_may_come_in_one_frame()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var three = Framed.Message(new StreamingInputCallRequest { Payload = TestService.Zeros(7) });

        var reply = await client.CallAsync(Paths.Input, [.. three, .. three, .. three]);

        reply.Parse(StreamingInputCallResponse.Parser).AggregatedPayloadSize.ShouldBe(21);
    }

    public static TheoryData<string, StatusCode, byte[]> Malformed => new()
    {
        { "a header cut short", StatusCode.Internal, [0, 0, 0] },
        { "a message cut short", StatusCode.Internal, s_request[..^1] },
        { "a message without its bytes", StatusCode.Internal, [0, 0, 0, 0, 9] },
        { "the flag 2", StatusCode.Internal, Framed.Bytes(2, []) },
        { "the flag 255", StatusCode.Internal, Framed.Bytes(255, []) },
        { "compressed without an encoding", StatusCode.Internal, Framed.Bytes(1, Framed.Gzip([8, 1])) },
        { "no protobuf", StatusCode.Internal, Framed.Bytes(0, [0xff, 0xff, 0xff]) },
        { "a protobuf cut short", StatusCode.Internal, Framed.Bytes(0, [0x1a, 0x05, 0x01]) },
        { "a size of 2 GiB", StatusCode.ResourceExhausted, Framed.Declared(0, 0x8000_0000, []) },
        { "a size of 4 GiB - 1", StatusCode.ResourceExhausted, Framed.Declared(0, uint.MaxValue, []) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_ends_the_call_and_not_the_connection(string what, StatusCode expected, byte[] body)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Unary, body);

        reply.Status.ShouldBe(expected, what);
        reply.IsTrailersOnly.ShouldBeTrue();
        (await client.CallAsync(Paths.Unary, s_request)).Status.ShouldBe(StatusCode.OK);
        server.Log.Entries.ShouldBeEmpty("what a client does wrong is not an error of the server");
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_ends_a_stream_too(string what, StatusCode expected, byte[] body)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var good = Framed.Message(new StreamingInputCallRequest { Payload = TestService.Zeros(7) });
        var reply = await client.CallAsync(Paths.Input, [.. good, .. body]);

        reply.Status.ShouldBe(expected, what);
    }

    [Theory]
    [InlineData(100, StatusCode.OK)]
    [InlineData(101, StatusCode.ResourceExhausted)]
    public async Task The_receive_limit_is_judged_by_the_declared_size(int size, StatusCode expected)
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxReceiveMessageSize = 100);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var message = new SimpleRequest { Payload = TestService.Zeros(size - 4) };
        message.CalculateSize().ShouldBe(size);

        var stream = await client.BeginAsync(Paths.Unary);
        var body = Framed.Message(message);
        if (expected == StatusCode.OK)
        {
            await client.SendDataAsync(stream, body, end: true);
        }
        else
        {
            await client.SendDataAsync(stream, body[..5], end: false);
        }

        (await client.ReadReplyAsync(stream)).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task The_limit_is_for_each_message_and_not_for_the_stream()
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxReceiveMessageSize = 100);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var message = Framed.Message(new StreamingInputCallRequest { Payload = TestService.Zeros(90) });

        var reply = await client.CallAsync(Paths.Input, [.. Enumerable.Repeat(message, 10).SelectMany(bytes => bytes)]);

        reply.Parse(StreamingInputCallResponse.Parser).AggregatedPayloadSize.ShouldBe(900);
    }

    [Theory]
    [InlineData(94, StatusCode.OK)]
    [InlineData(99, StatusCode.ResourceExhausted)]
    public async Task A_reply_over_the_send_limit_is_not_sent(int size, StatusCode expected)
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxSendMessageSize = 100);
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Unary, Framed.Message(new SimpleRequest { ResponseSize = size }));

        reply.Status.ShouldBe(expected);
        reply.IsTrailersOnly.ShouldBe(expected != StatusCode.OK);
    }

    [Fact]
    public async Task A_message_of_4_MiB_passes_in_both_directions()
    {
        const int Size = 4 * 1024 * 1024 - 100;
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();

        var reply = await channel.UnaryAsync<SimpleRequest, SimpleResponse>(
            Paths.Unary, new SimpleRequest { ResponseSize = Size, Payload = TestService.Zeros(Size) });

        reply.Payload.Body.Length.ShouldBe(Size);
    }

    [Fact]
    public async Task Any_size_passes_in_both_directions()
    {
        await using var server = await TestServer.StartAsync();
        using var channel = server.Connect();
        int[] sizes = [0, 1, 122, 123, 127, 128, 4086, 4087, 4088, 4089, 4090, 4091, 4092, 4096, 16384, 65535, 65536, 100_000];
        foreach (var size in sizes)
        {
            var reply = await channel.UnaryAsync<SimpleRequest, SimpleResponse>(
                Paths.Unary, new SimpleRequest { ResponseSize = size, Payload = TestService.Zeros(size) });

            reply.Payload.Body.Length.ShouldBe(size);
        }
    }
}
