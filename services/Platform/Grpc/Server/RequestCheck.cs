using Microsoft.AspNetCore.Http;

namespace Kompetanse.Platform.Grpc;

/// <summary>Tells gRPC requests from others, which get an HTTP status: gRPC has none for what is not gRPC.</summary>
static class RequestCheck
{
    /// <summary>Whether it is a gRPC request; when not, the status of the response says why.</summary>
    public static bool Accepts(HttpContext http)
    {
        var status =
            !HttpMethods.IsPost(http.Request.Method) ? StatusCodes.Status404NotFound
            : !HttpProtocol.IsHttp2(http.Request.Protocol) ? StatusCodes.Status426UpgradeRequired
            : !IsGrpc(http.Request.ContentType) ? StatusCodes.Status415UnsupportedMediaType
            : StatusCodes.Status200OK;
        if (status == StatusCodes.Status200OK)
        {
            return true;
        }

        http.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            http.Response.Headers.Upgrade = "h2c";
        }

        return false;
    }

    /// <summary>Whether a content type is <c>application/grpc</c>, with or without <c>+proto</c> and parameters.</summary>
    public static bool IsGrpc(string? contentType) =>
        contentType is not null
        && contentType.StartsWith(ProtocolNames.ContentType, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == ProtocolNames.ContentType.Length || contentType[ProtocolNames.ContentType.Length] is '+' or ';');
}
