using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kompetanse.Platform.Grpc;

/// <summary>Answers gRPC requests for which there is no method, at once and without reading the request.</summary>
/// <remarks>It stands behind all endpoints, so that the ones that exist pay nothing for it.</remarks>
sealed class UnknownMethod : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        app.Use(following => http =>
        {
            if (!HttpMethods.IsPost(http.Request.Method) || !RequestCheck.IsGrpc(http.Request.ContentType))
            {
                return following(http);
            }

            if (RequestCheck.Accepts(http))
            {
                Answer(http);
            }

            return Task.CompletedTask;
        });
    };

    public static void Answer(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentType = ProtocolNames.ContentType;
        headers.GrpcStatus = "12";
        headers.GrpcMessage = "The server has no such method.";
    }
}
