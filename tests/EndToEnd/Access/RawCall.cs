using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Kompetanse.Platform.Grpc;

namespace Kompetanse.EndToEnd.Access;

/// <summary>Calls any method with one message, whatever its shape, and tells how it ended.</summary>
static class RawCall
{
    /// <param name="http">On the host's address.</param>
    /// <param name="method">As in <c>package.Service/Method</c>.</param>
    /// <param name="request">The only message.</param>
    /// <param name="headers">Metadata.</param>
    /// <returns>The status; OK as soon as a stream begins to answer.</returns>
    public static async Task<StatusCode> StatusOfAsync(
        HttpClient http, string method, IMessage request, IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, $"/{method}")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Framed(request)) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        call.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in headers)
            call.Headers.TryAddWithoutValidation(name, value);

        using var answer = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Headers.TryGetValues("grpc-status", out var at))
            return Status(at);
        var first = new byte[1];
        if (await (await answer.Content.ReadAsStreamAsync()).ReadAsync(first) > 0)
            return StatusCode.OK;
        return Status(answer.TrailingHeaders.GetValues("grpc-status"));
    }

    static StatusCode Status(IEnumerable<string> values) => (StatusCode)int.Parse(values.Single(), CultureInfo.InvariantCulture);

    static byte[] Framed(IMessage request)
    {
        var message = request.ToByteArray();
        var length = message.Length;
        return [0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length, .. message];
    }
}
