using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Grpc;

/// <summary>What goes back to the client: headers once, messages, and at the end the status.</summary>
/// <remarks>
/// A call that ends without a message has its status in the headers, so that one HEADERS frame says it all
/// (trailers-only), unless the headers were sent before; else the status is in the trailers.
/// </remarks>
sealed class ReplyWriter(HttpContext http, CallContext context, GrpcServer server)
{
    private static readonly StringValues s_contentType = ProtocolNames.ContentType;
    private static readonly StringValues s_supportedEncodings = ProtocolNames.SupportedEncodings;
    private static readonly StringValues[] s_codes =
        [.. Enum.GetValues<StatusCode>().Select(code => new StringValues(((int)code).ToString(CultureInfo.InvariantCulture)))];

    /// <summary>What Kestrel keeps of a reply for the client to take, in bytes; a call with no more left has ended.</summary>
    private const int BufferSize = 64 * 1024;

    private bool _hasHeaders;
    private bool _hasBegun;
    private bool _gzip;

    /// <summary>Whether the client must take some of the reply before the call can end.</summary>
    public bool IsLarge { get; private set; }

    /// <summary>Writes a message, without flushing; or the headers alone when there is none.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too large. Nothing was written.</exception>
    public void Write(IMessage? reply)
    {
        WriteHeaders();
        if (reply is not null)
        {
            var written = MessageWriter.Write(
                http.Response.BodyWriter, reply, _gzip && context.CompressReplies, server.Options.MaxSendMessageSize);
            IsLarge = written > BufferSize;
        }

        _hasBegun = true;
    }

    /// <summary>Says that all went well.</summary>
    public void WriteOk() => WriteStatus(StatusCode.OK);

    /// <summary>Says what went wrong.</summary>
    public void WriteFailure(RpcException failure)
    {
        var target = WriteStatus(failure.Code);
        if (failure.Message.Length > 0)
        {
            target.GrpcMessage = PercentEncoding.Encode(failure.Message);
        }

        MetadataHeaders.Write(failure.Trailers, target);
        if (failure.Details.Count > 0)
        {
            var (details, whole) = StatusDetails.Pack(failure, server.Options.MaxStatusDetailsSize);
            target[ProtocolNames.StatusDetails] = details;
            if (!whole)
            {
                server.DetailsLeftOut(context.Method);
            }
        }
    }

    private IHeaderDictionary WriteStatus(StatusCode code)
    {
        IHeaderDictionary target;
        if (_hasBegun)
        {
            target = http.Features.Find<IHttpResponseTrailersFeature>()!.Trailers;
        }
        else
        {
            WriteHeaders();
            target = http.Response.Headers;
        }

        target.GrpcStatus = s_codes[(int)code];
        CallTelemetry.Ended(http, context.Method, code);
        if (context.ResponseTrailersOrNull is { } trailers)
        {
            MetadataHeaders.Write(trailers, target);
        }

        return target;
    }

    private void WriteHeaders()
    {
        if (_hasHeaders)
        {
            return;
        }

        _hasHeaders = true;
        var headers = http.Response.Headers;
        headers.ContentType = s_contentType;
        if (http.Request.Headers.GrpcEncoding.Count > 0)
        {
            // A client that compresses should know with what; it must when its choice is not among these.
            headers.GrpcAcceptEncoding = s_supportedEncodings;
        }

        if (context.DeclaresCompression && ClientAcceptsGzip())
        {
            _gzip = true;
            headers.GrpcEncoding = ProtocolNames.Gzip;
        }

        if (context.ResponseHeadersOrNull is { } metadata)
        {
            MetadataHeaders.Write(metadata, headers);
        }
    }

    private bool ClientAcceptsGzip() => http.Request.Headers.GrpcAcceptEncoding
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Contains(ProtocolNames.Gzip, StringComparer.Ordinal);
}
