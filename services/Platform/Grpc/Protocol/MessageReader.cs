using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Kompetanse.Platform.Grpc;

/// <summary>
/// Reads messages: each is a flag byte (1: compressed), a big-endian length of four bytes, and that many bytes.
/// HTTP/2 cuts the stream anywhere, also inside those five bytes.
/// </summary>
/// <param name="input">The body of the request or reply.</param>
/// <param name="encoding">How compressed messages are compressed; null or <c>identity</c> when none is.</param>
/// <param name="limit">The largest message, in bytes, as declared and when decompressed.</param>
/// <param name="broken">What to throw when the connection or stream breaks.</param>
sealed class MessageReader(PipeReader input, string? encoding, int limit, Func<IOException, Exception> broken)
{
    /// <summary>Flag and length.</summary>
    public const int HeaderSize = 5;

    /// <summary>Whether the peer has said, and we have seen, that nothing follows.</summary>
    public bool Ended { get; private set; }

    /// <summary>The next message; null at the end.</summary>
    /// <exception cref="RpcException">
    /// RESOURCE_EXHAUSTED: too large. UNIMPLEMENTED: an encoding we do not have. INTERNAL: cut short, or malformed.
    /// </exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<TMessage?> ReadAsync<TMessage>(MessageParser<TMessage> parser, CancellationToken cancellationToken)
        where TMessage : class, IMessage<TMessage>
    {
        try
        {
            while (!Ended)
            {
                var result = await input.ReadAsync(cancellationToken);
                var unread = result.Buffer;
                var consumed = unread.Start;
                var examined = unread.End;
                try
                {
                    if (TryReadMessage(ref unread, parser, out var message))
                    {
                        consumed = examined = unread.Start;
                        Ended = result.IsCompleted && unread.IsEmpty;
                        return message;
                    }

                    Ended = result.IsCompleted;
                    if (Ended && !unread.IsEmpty)
                    {
                        throw new RpcException(StatusCode.Internal, "The stream ended inside a message.");
                    }
                }
                finally
                {
                    input.AdvanceTo(consumed, examined);
                }
            }

            return null;
        }
        catch (IOException exception)
        {
            throw broken(exception);
        }
    }

    /// <summary>The only message of a stream, when all of it is here in one piece; most small requests come so.</summary>
    /// <returns>False when there is more to wait for, or something else to say; nothing was taken then.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public bool TryReadOnly<TMessage>(MessageParser<TMessage> parser, [NotNullWhen(true)] out TMessage? message)
        where TMessage : class, IMessage<TMessage>
    {
        message = null;
        try
        {
            if (!input.TryRead(out var result))
            {
                return false;
            }

            var unread = result.Buffer;
            var consumed = unread.Start;
            try
            {
                if (result.IsCompleted && unread.IsSingleSegment && IsOnePlainMessage(unread.FirstSpan))
                {
                    MessageSize.CheckReceived((uint)unread.FirstSpan.Length - HeaderSize, limit);
                    message = Parse(unread.FirstSpan[HeaderSize..], parser);
                    consumed = unread.End;
                    Ended = true;
                }
            }
            finally
            {
                input.AdvanceTo(consumed);
            }

            return message is not null;
        }
        catch (IOException exception)
        {
            throw broken(exception);
        }
    }

    /// <exception cref="RpcException">INTERNAL: not the message it should be.</exception>
    public static TMessage Parse<TMessage>(ReadOnlySequence<byte> bytes, MessageParser<TMessage> parser)
        where TMessage : class, IMessage<TMessage>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Unreadable<TMessage>();
        }
    }

    private static TMessage Parse<TMessage>(ReadOnlySpan<byte> bytes, MessageParser<TMessage> parser)
        where TMessage : class, IMessage<TMessage>
    {
        try
        {
            return parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            throw Unreadable<TMessage>();
        }
    }

    private static RpcException Unreadable<TMessage>() =>
        new(StatusCode.Internal, $"A message is not a readable {typeof(TMessage).Name}.");

    private bool TryReadMessage<TMessage>(ref ReadOnlySequence<byte> unread, MessageParser<TMessage> parser, out TMessage? message)
        where TMessage : class, IMessage<TMessage>
    {
        message = null;
        if (unread.Length < HeaderSize)
        {
            return false;
        }

        var (flag, length) = ReadHeader(unread);
        if (flag > 1)
        {
            throw new RpcException(StatusCode.Internal, $"A message begins with the flag {flag}, which does not exist.");
        }

        // The declared length is judged before a byte of the message is waited for.
        MessageSize.CheckReceived(length, limit);
        if (flag == 1)
        {
            CheckEncoding();
        }

        if (unread.Length - HeaderSize < length)
        {
            return false;
        }

        var bytes = unread.Slice(HeaderSize, length);
        message = flag == 0 ? Parse(bytes, parser) : Gzip.Decompress(bytes, parser, limit);
        unread = unread.Slice(bytes.End);
        return true;
    }

    private static bool IsOnePlainMessage(ReadOnlySpan<byte> unread) =>
        unread.Length >= HeaderSize && unread[0] == 0
        && BinaryPrimitives.ReadUInt32BigEndian(unread[1..]) == unread.Length - HeaderSize;

    private static (byte Flag, uint Length) ReadHeader(ReadOnlySequence<byte> unread)
    {
        if (unread.FirstSpan.Length >= HeaderSize)
        {
            return (unread.FirstSpan[0], BinaryPrimitives.ReadUInt32BigEndian(unread.FirstSpan[1..]));
        }

        Span<byte> header = stackalloc byte[HeaderSize];
        unread.Slice(0, HeaderSize).CopyTo(header);
        return (header[0], BinaryPrimitives.ReadUInt32BigEndian(header[1..]));
    }

    private void CheckEncoding()
    {
        if (encoding is null or ProtocolNames.Identity)
        {
            throw new RpcException(StatusCode.Internal, "A message is compressed, but no grpc-encoding was declared.");
        }

        if (encoding != ProtocolNames.Gzip)
        {
            throw new RpcException(
                StatusCode.Unimplemented, $"The encoding of a message is not among {ProtocolNames.SupportedEncodings}.");
        }
    }
}
