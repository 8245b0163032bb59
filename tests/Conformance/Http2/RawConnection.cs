using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace Kompetanse.Conformance.Http2;

/// <summary>One HTTP/2 frame.</summary>
sealed record Frame(FrameType Type, byte Flags, int Stream, byte[] Payload)
{
    public bool EndsStream => Type is FrameType.Data or FrameType.Headers && (Flags & 0x1) != 0;

    public bool IsAck => (Flags & 0x1) != 0;

    /// <summary>The error of RST_STREAM.</summary>
    public int Error => (int)BinaryPrimitives.ReadUInt32BigEndian(Payload);
}

enum FrameType : byte
{
    Data = 0, Headers = 1, ResetStream = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8, Continuation = 9,
}

/// <summary>An HTTP/2 client that does what a test says, right or wrong, and shows every frame that comes.</summary>
sealed class RawConnection : IAsyncDisposable
{
    /// <summary>Long enough for a slow machine; only a failing test waits for it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _tcp = new();
    private readonly Channel<Frame> _frames = Channel.CreateUnbounded<Frame>();
    private readonly List<Frame> _skipped = [];
    private readonly SemaphoreSlim _writing = new(1);
    private int _nextStream = 1;
    private Task _receiving = Task.CompletedTask;
    private NetworkStream _bytes = null!;

    private RawConnection()
    {
    }

    /// <summary>Connects, with room for replies of a size on each stream; more than 64 KiB - 1 needs window updates.</summary>
    public static async Task<RawConnection> ConnectAsync(Uri address, int window = 65535)
    {
        var connection = new RawConnection();
        await connection._tcp.ConnectAsync(address.Host, address.Port);
        connection._tcp.NoDelay = true;
        connection._bytes = connection._tcp.GetStream();
        await connection._bytes.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        var settings = new byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(settings, 1); // header table size: 0
        BinaryPrimitives.WriteUInt16BigEndian(settings.AsSpan(6), 4); // initial window size
        BinaryPrimitives.WriteInt32BigEndian(settings.AsSpan(8), window);
        await connection.SendAsync(new Frame(FrameType.Settings, 0, 0, settings));
        connection._receiving = Task.Run(connection.ReceiveAllAsync);
        return connection;
    }

    /// <summary>Done when the server has closed the connection.</summary>
    public Task Closed => _receiving.WaitAsync(Patience);

    /// <summary>Begins a call and returns its stream.</summary>
    public async Task<int> BeginAsync(string path, bool end = false, params (string Name, string Value)[] headers)
    {
        var all = new List<(string Name, string Value)>
        {
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        };
        foreach (var header in headers)
        {
            all.RemoveAll(other => other.Name == header.Name && (header.Name is ":method" or "content-type"));
            all.Add(header);
        }

        var ordered = all.OrderBy(header => header.Name.StartsWith(':') ? 0 : 1);
        var block = Hpack.Write(ordered.Select(header => (header.Name, Encoding.Latin1.GetBytes(header.Value))));
        var stream = _nextStream;
        _nextStream += 2;
        await SendAsync(new Frame(FrameType.Headers, (byte)(end ? 0x5 : 0x4), stream, block));
        return stream;
    }

    /// <summary>Makes a call with a body in one piece, and reads the reply.</summary>
    public async Task<RawReply> CallAsync(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        var stream = await BeginAsync(path, end: false, headers);
        await SendDataAsync(stream, body, end: true);
        return await ReadReplyAsync(stream);
    }

    public async Task SendDataAsync(int stream, byte[] data, bool end)
    {
        var pieces = data.Length == 0 ? [data] : data.Chunk(16384).ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            await SendAsync(new Frame(FrameType.Data, (byte)(end && i == pieces.Length - 1 ? 1 : 0), stream, pieces[i]));
        }
    }

    public Task ResetAsync(int stream, int error) => SendAsync(new Frame(FrameType.ResetStream, 0, stream, BigEndian(error)));

    /// <summary>Makes room for replies, on a stream and on the connection.</summary>
    public async Task OpenWindowAsync(int stream, int bytes)
    {
        await SendAsync(new Frame(FrameType.WindowUpdate, 0, 0, BigEndian(bytes)));
        await SendAsync(new Frame(FrameType.WindowUpdate, 0, stream, BigEndian(bytes)));
    }

    /// <summary>Sends a PING and reads its echo; whatever the server sent before it has arrived by then.</summary>
    public async Task<byte[]> PingAsync(byte[]? payload = null)
    {
        await SendAsync(new Frame(FrameType.Ping, 0, 0, payload ?? [1, 2, 3, 4, 5, 6, 7, 8]));
        return (await ReadAsync(frame => frame.Type == FrameType.Ping && frame.IsAck)).Payload;
    }

    /// <summary>The next frame of which something holds; others are kept for later.</summary>
    public async Task<Frame> ReadAsync(Func<Frame, bool> wanted)
    {
        if (_skipped.Find(frame => wanted(frame)) is { } kept)
        {
            _skipped.Remove(kept);
            return kept;
        }

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var frame = await _frames.Reader.ReadAsync(patience.Token);
            if (wanted(frame))
            {
                return frame;
            }

            _skipped.Add(frame);
        }
    }

    /// <summary>Everything that came on a stream and was not read yet, once the server has nothing more to send at the moment.</summary>
    public async Task<IReadOnlyList<Frame>> ReadPendingAsync(int stream)
    {
        await PingAsync();
        var pending = _skipped.Where(frame => frame.Stream == stream).ToList();
        _skipped.RemoveAll(frame => frame.Stream == stream);
        return pending;
    }

    /// <summary>The reply on a stream up to its end.</summary>
    public async Task<RawReply> ReadReplyAsync(int stream)
    {
        var reply = new RawReply();
        while (!reply.Ended)
        {
            reply.Add(await ReadAsync(frame => frame.Stream == stream && frame.Type != FrameType.WindowUpdate));
        }

        return reply;
    }

    public Task<Frame> ReadResetAsync(int stream) =>
        ReadAsync(frame => frame.Stream == stream && frame.Type == FrameType.ResetStream);

    /// <summary>Sends any frame, right or wrong.</summary>
    public async Task SendAsync(Frame frame)
    {
        var bytes = new byte[9 + frame.Payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, frame.Payload.Length << 8);
        bytes[3] = (byte)frame.Type;
        bytes[4] = frame.Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(5), frame.Stream);
        frame.Payload.CopyTo(bytes, 9);
        await _writing.WaitAsync();
        try
        {
            await _bytes.WriteAsync(bytes);
        }
        finally
        {
            _writing.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            var header = new byte[9];
            while (true)
            {
                await _bytes.ReadExactlyAsync(header);
                var payload = new byte[BinaryPrimitives.ReadInt32BigEndian(header) >> 8];
                await _bytes.ReadExactlyAsync(payload);
                var frame = new Frame((FrameType)header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(5)), payload);
                if (frame is { Type: FrameType.Settings, IsAck: false })
                {
                    await SendAsync(new Frame(FrameType.Settings, 1, 0, []));
                }

                _frames.Writer.TryWrite(frame);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or EndOfStreamException)
        {
            _frames.Writer.Complete();
        }
    }
}
