using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Kompetanse.Platform.Telemetry;

/// <summary>
/// Tells whoever measures the HTTP request with which gRPC status it ended: ASP.NET Core's own span and duration of the request
/// are those of the call, and HTTP says 200 to nearly everything.
/// </summary>
static class CallTelemetry
{
    private const string StatusTag = "rpc.grpc.status_code";

    private static readonly object[] s_codes = [.. Enum.GetValues<StatusCode>().Select(code => (object)(int)code)];

    /// <summary>Costs two look-ups when nobody measures.</summary>
    public static void Ended(HttpContext http, StatusCode code)
    {
        http.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(StatusTag, s_codes[(int)code]));
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.SetTag(StatusTag, s_codes[(int)code]);
            if (code is StatusCode.Unknown or StatusCode.Internal or StatusCode.DataLoss)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
