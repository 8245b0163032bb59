using System.Resources;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.Platform.Limits;

/// <summary>The caller has made more calls than a caller may in the time.</summary>
public sealed record RateLimited() : Refusal("RATE_LIMITED", StatusCode.ResourceExhausted, "");

/// <summary>As many reports are being made, and wait, as may at once.</summary>
public sealed record TooManyReports() : Refusal("TOO_MANY_REPORTS", StatusCode.ResourceExhausted, "");

/// <summary>Turns a limit into a status that also tells when to come back.</summary>
static class LimitStatus
{
    private static readonly RefusalStatus s_statuses =
        new([new ResourceManager("Kompetanse.Platform.Limits.LimitTexts", typeof(LimitStatus).Assembly)]);

    public static RpcException Of(Refusal refusal, CallContext context, TimeSpan retryAfter)
    {
        var status = s_statuses.ToException([refusal], context.HttpContext?.Request.Headers.AcceptLanguage);
        return new RpcException(
            status.Code, status.Message, [.. status.Details, new RetryInfo { RetryDelay = Duration.FromTimeSpan(retryAfter) }]);
    }
}
