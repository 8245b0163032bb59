using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Kompetanse.Conformance.Http2;
using Kompetanse.Conformance.Protos;
using Xunit.Abstractions;

namespace Kompetanse.Conformance.Fuzz;

/// <summary>Whatever comes over the wire, the server answers by the protocol, keeps nothing and goes on.</summary>
/// <remarks>Every round has a seed of its own, which is told when it fails; the same rounds are run each time.</remarks>
[Collection(nameof(Alone))]
public class FuzzTests(ITestOutputHelper output)
{
    private const int FirstSeed = 20_261_122;
    private const int Rounds = 2000;
    private const int CallsEach = 3;

    /// <summary>More, in bytes, than the replies of a round come to.</summary>
    private const int Room = 10_000_000;

    /// <summary>What a service that never fails may be heard to say, and HTTP where there is no gRPC.</summary>
    private static readonly StatusCode[] s_statuses =
    [
        StatusCode.OK, StatusCode.Internal, StatusCode.ResourceExhausted, StatusCode.Unimplemented, StatusCode.DeadlineExceeded,
        // What the library says of a message that can't be parsed.
        StatusCode.Unknown,
    ];

    /// <summary>What the library, and Kestrel, log of requests that can't be read.</summary>
    private static readonly Type[] s_unreadable =
        [typeof(IOException), typeof(InvalidDataException), typeof(InvalidProtocolBufferException), typeof(ArgumentOutOfRangeException)];

    private static readonly int[] s_httpStatuses = [200, 400, 404, 415, 431];

    private readonly ConcurrentDictionary<StatusCode, int> _seen = [];

    [Fact]
    public async Task Random_input_of_every_kind_harms_nothing()
    {
        await using var server = await TestServer.StartAsync(Echo(), options => options.MaxReceiveMessageSize = 64 * 1024);
        await RunAsync(server, 0, Rounds);
        var before = LiveBytes();
        await RunAsync(server, Rounds, Rounds);
        var after = LiveBytes();

        output.WriteLine($"live bytes after {Rounds} rounds {before:#,0}, after {2 * Rounds} {after:#,0}; {string.Join(", ", _seen)}");
        after.ShouldBeLessThan(before + (before / 4) + 4_000_000);
        server.Log.Entries.ShouldAllBe(entry => entry.Exception != null && s_unreadable.Contains(entry.Exception.GetType()));
        _seen.Keys.Order().ShouldBe(s_statuses.Order(), "the input gets everywhere");
        await using var client = await RawConnection.ConnectAsync(server.Address);
        (await client.CallAsync(Paths.Empty, Framed.Bytes(0, []))).Status.ShouldBe(StatusCode.OK);
    }

    private async Task RunAsync(TestServer server, int first, int rounds)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(FirstSeed + first, rounds),
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (seed, _) =>
            {
                try
                {
                    await RoundAsync(server, new RandomInput(seed));
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"Round with seed {seed}: {exception.Message}", exception);
                }
            });
        using var patience = new CancellationTokenSource(RawConnection.Patience);
        while (server.OpenConnections > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private async Task RoundAsync(TestServer server, RandomInput input)
    {
        if (input.Chance(4))
        {
            await using var bytes = await RawConnection.ConnectAsync(server.Address);
            await SendAllAsync(bytes, input.Frames());
            return;
        }

        await using var client = await RawConnection.ConnectAsync(server.Address, window: Room);
        await client.OpenWindowAsync(0, Room / 2);
        for (var call = 0; call < CallsEach; call++)
        {
            try
            {
                await CallAsync(client, input);
            }
            catch (Exception exception) when (exception is ChannelClosedException or IOException)
            {
                // The server has ended the connection, as it may when HTTP/2 itself is violated.
                break;
            }
        }
    }

    private async Task CallAsync(RawConnection client, RandomInput input)
    {
        var stream = await client.BeginAsync(input.Path(), end: false, input.Headers());
        if (input.Chance(10))
        {
            await client.ResetAsync(stream, input.Next(20));
            return;
        }

        await client.SendDataAsync(stream, input.Body(), end: true);
        var reply = await client.ReadReplyAsync(stream);
        if (reply.Blocks.Count == 0)
        {
            reply.ResetError.ShouldNotBeNull();
            return;
        }

        reply.HttpStatus.ShouldBeOneOf(s_httpStatuses);
        if (reply.HttpStatus == 200)
        {
            reply.Status.ShouldBeOneOf(s_statuses);
            _seen.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
            reply.Blocks.Count.ShouldBeLessThanOrEqualTo(2);
            reply.Header("content-type").ShouldBe("application/grpc");
        }
    }

    private static async Task SendAllAsync(RawConnection connection, IEnumerable<Frame> frames)
    {
        try
        {
            foreach (var frame in frames)
            {
                await connection.SendAsync(frame);
            }

            // Its answer, or the end of the connection, shows that all was seen.
            await connection.SendAsync(new Frame(FrameType.Ping, 0, 0, [8, 7, 6, 5, 4, 3, 2, 1]));
            await connection.ReadAsync(frame => frame.Type is FrameType.Ping or FrameType.GoAway);
        }
        catch (Exception exception) when (exception is ChannelClosedException or IOException)
        {
            // The server has ended the connection.
        }
    }

    private static long LiveBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static TestService Echo() => new()
    {
        Unary = (request, _) => Task.FromResult(new SimpleResponse { Payload = request.Payload }),
        Output = async (request, replies, _) =>
        {
            await replies.WriteAsync(new StreamingOutputCallResponse());
            await replies.WriteAsync(new StreamingOutputCallResponse { Payload = request.Payload });
        },
        Input = async (requests, _) => new StreamingInputCallResponse { AggregatedPayloadSize = await requests.ReadAllAsync().CountAsync() },
        Duplex = async (requests, replies, _) =>
        {
            await foreach (var request in requests.ReadAllAsync())
            {
                await replies.WriteAsync(new StreamingOutputCallResponse { Payload = request.Payload });
            }
        },
    };
}

/// <summary>Tests that measure the process run when no others do.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
