using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace Kompetanse.Cli.Tests.Client;

/// <summary>Answers each HTTP/2 request with the next of some statuses, of which OK has an empty message with it; then with OK.</summary>
internal sealed class FakeWire(params IEnumerable<StatusCode> statuses) : HttpMessageHandler
{
    readonly Queue<StatusCode> coming = new(statuses);

    /// <summary>The headers of each request, in order.</summary>
    public ConcurrentQueue<IReadOnlyDictionary<string, string>> Asked { get; } = [];

    /// <summary>How many requests came to their end.</summary>
    public int Whole { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(request.Headers.NonValidated.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
        Whole++;
        var status = coming.TryDequeue(out var next) ? next : StatusCode.OK;
        var reply = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20,
            RequestMessage = request,
            Content = new ByteArrayContent(status == StatusCode.OK ? new byte[5] : []),
        };
        reply.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        // A failure without a reply is told in the headers.
        var trailers = status == StatusCode.OK ? reply.TrailingHeaders : reply.Headers;
        trailers.Add("grpc-status", ((int)status).ToString(CultureInfo.InvariantCulture));
        return reply;
    }
}
