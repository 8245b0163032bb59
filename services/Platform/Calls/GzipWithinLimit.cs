using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Kompetanse.Platform.Calls;

/// <summary>
/// gzip that stops unpacking at a limit. The library's own looks at the size of a message as it was sent: some kilobytes
/// may unpack to gigabytes.
/// </summary>
/// <param name="limit">Bytes of the largest message.</param>
sealed class GzipWithinLimit(int limit) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) =>
        new LimitedStream(new GZipStream(stream, CompressionMode.Decompress), limit);

    private sealed class LimitedStream(Stream inner, int limit) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var count = inner.Read(buffer);
                _read += count;
                return _read <= limit
                    ? count
                    : throw new RpcException(new Status(
                        StatusCode.ResourceExhausted, "The message is larger than the limit when it is unpacked."));
            }
            catch (InvalidDataException)
            {
                throw new RpcException(new Status(StatusCode.Internal, "The message can't be unpacked."));
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
