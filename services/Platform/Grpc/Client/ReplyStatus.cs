using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;

namespace Kompetanse.Platform.Grpc.Client;

/// <summary>The status of a reply: in the trailers, or in the headers of a reply that is nothing but a status.</summary>
static class ReplyStatus
{
    /// <summary>Looks at the headers only.</summary>
    /// <exception cref="RpcException">The reply is not gRPC, or has failed already.</exception>
    public static void ThrowIfFailed(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw HttpFailure.Of(response.StatusCode);
        }

        if (!RequestCheck.IsGrpc(Find(response.Content.Headers, "Content-Type")))
        {
            throw new RpcException(StatusCode.Unknown, "The server's answer is not gRPC.");
        }

        if (Find(response.Headers, ProtocolNames.Status) is { } code)
        {
            ThrowUnlessOk(code, response.Headers);
        }
    }

    /// <summary>Looks at the status of a reply that was read to its end.</summary>
    /// <exception cref="RpcException">It is not OK.</exception>
    public static void ThrowUnlessOk(HttpResponseMessage response)
    {
        if (Find(response.TrailingHeaders, ProtocolNames.Status) is { } code)
        {
            ThrowUnlessOk(code, response.TrailingHeaders);
        }
        else if (Find(response.Headers, ProtocolNames.Status) is null)
        {
            throw new RpcException(StatusCode.Internal, "The reply ended without a status.");
        }
    }

    /// <summary>The value of a header; null when there is none.</summary>
    public static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    /// <summary>The metadata among headers or trailers.</summary>
    public static Metadata ReadMetadata(HttpHeaders headers) => MetadataHeaders.Read(headers.NonValidated.Select(
        header => KeyValuePair.Create(header.Key, new StringValues([.. header.Value]))));

    private static void ThrowUnlessOk(string code, HttpHeaders headers)
    {
        var status = int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Enum.IsDefined((StatusCode)number) ? (StatusCode)number : StatusCode.Unknown;
        if (status == StatusCode.OK)
        {
            return;
        }

        throw new RpcException(
            status,
            PercentEncoding.Decode(Find(headers, ProtocolNames.Message) ?? ""),
            Find(headers, ProtocolNames.StatusDetails) is { } details ? StatusDetails.Unpack(details) : [])
        {
            Trailers = ReadMetadata(headers),
        };
    }
}
