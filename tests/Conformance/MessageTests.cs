using Google.Protobuf;
using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Conformance;

/// <summary>How large messages may be, and how little errors say.</summary>
public class MessageTests
{
    private static readonly byte[] s_empty = Framed.Bytes(0, []);
    private static readonly (string, string) s_gzip = ("grpc-encoding", "gzip");

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

    [Fact]
    public async Task What_is_not_gzip_is_told_as_such()
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Unary, Framed.Bytes(1, [1, 2, 3, 4]), s_gzip)).Status.ShouldBe(StatusCode.Internal);
    }

    [Theory]
    [InlineData(1000, StatusCode.OK)]
    [InlineData(1001, StatusCode.ResourceExhausted)]
    public async Task The_receive_limit_is_judged_by_the_declared_size(int size, StatusCode expected)
    {
        await using var server = await TestServer.StartAsync(options: options => options.MaxReceiveMessageSize = 1000);
        await using var client = await RawConnection.ConnectAsync(server.Address);
        var message = new SimpleRequest { Payload = TestService.Zeros(size - 6) };
        message.CalculateSize().ShouldBe(size);

        (await client.CallAsync(Paths.Unary, Framed.Message(message))).Status.ShouldBe(expected);
    }

    [Theory]
    [InlineData(7000, 200)]
    [InlineData(9000, 431)]
    public async Task Headers_over_8_KiB_get_431(int size, int expected)
    {
        await using var server = await TestServer.StartAsync();
        await using var client = await RawConnection.ConnectAsync(server.Address);

        (await client.CallAsync(Paths.Empty, s_empty, ("x-large", new string('a', size)))).HttpStatus.ShouldBe(expected);

        (await client.CallAsync(Paths.Empty, s_empty)).Status.ShouldBe(StatusCode.OK, "the connection and its other calls are not concerned");
    }

    [Fact]
    public async Task An_exception_is_UNKNOWN_reveals_nothing_and_is_logged_once()
    {
        await using var server = await TestServer.StartAsync(
            new TestService { Empty = (_, _) => throw new InvalidOperationException("the secret of 1234") });
        await using var client = await RawConnection.ConnectAsync(server.Address);

        var reply = await client.CallAsync(Paths.Empty, s_empty);

        reply.Status.ShouldBe(StatusCode.Unknown);
        reply.Message!.ShouldNotContain("secret");
        reply.Header("grpc-status-details-bin").ShouldBeNull();
        var (level, _, _, exception) = server.Log.Entries.ShouldHaveSingleItem();
        level.ShouldBe(LogLevel.Error);
        exception.ShouldBeOfType<InvalidOperationException>();
    }
}
