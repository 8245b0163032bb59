using System.Net;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>The HTTP request of a call.</summary>
static class ClientRequest
{
    /// <summary>Timers can't be set for longer; the server keeps a later deadline alone.</summary>
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(30);

    /// <summary>How long the client itself waits.</summary>
    public static TimeSpan LocalTimeout(TimeSpan? left) => left switch
    {
        null => Timeout.InfiniteTimeSpan,
        { } time when time > s_longestTimer => Timeout.InfiniteTimeSpan,
        { } time => time > TimeSpan.Zero ? time : TimeSpan.Zero,
    };

    /// <summary>A request for a method.</summary>
    public static HttpRequestMessage Create(Uri method, HttpContent content, TimeSpan? left, CallOptions options)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        content.Headers.TryAddWithoutValidation("Content-Type", ProtocolNames.ContentType);
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation(ProtocolNames.AcceptEncoding, ProtocolNames.SupportedEncodings);
        if (left is { } time)
        {
            request.Headers.TryAddWithoutValidation(ProtocolNames.Timeout, GrpcTimeout.Format(time));
        }

        if (options.Compress)
        {
            request.Headers.TryAddWithoutValidation(ProtocolNames.Encoding, ProtocolNames.Gzip);
        }

        foreach (var entry in options.Headers ?? [])
        {
            request.Headers.TryAddWithoutValidation(entry.Key, MetadataHeaders.Format(entry));
        }

        return request;
    }
}
