using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Platform.Identity;

/// <summary>
/// Lets nobody in whom it doesn't know, except to endpoints that are marked as open to all (<see cref="IAllowAnonymous"/>).
/// </summary>
sealed partial class CallerAdmission(Identification identification, ILogger<CallerAdmission> logger) : ICallAdmission
{
    private static readonly RefusalStatus s_status = new([PlatformTexts.ResourceManager]);

    public async ValueTask AdmitAsync(CallContext context)
    {
        if (context.MethodMetadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return;
        }

        var http = context.HttpContext!;
        var headers = http.Request.Headers;
        var (caller, refusal) = await identification.IdentifyAsync(headers.Authorization, http.RequestAborted);
        if (caller is null)
        {
            throw Refused(refusal!, context, headers);
        }

        if (!CallPurpose.TryRead(headers[CallPurpose.Header], out var purpose))
        {
            throw Refused(new PurposeInvalid(), context, headers);
        }

        context.SetCaller(purpose.Length == 0 ? caller : caller with { Purpose = purpose });
    }

    private RpcException Refused(Refusal refusal, CallContext context, IHeaderDictionary headers)
    {
        Log.Refused(logger, context.Method, refusal.Reason);
        return s_status.ToException([refusal], headers.AcceptLanguage);
    }

    private static partial class Log
    {
        // Debug: whoever likes can make as many of these as they like.
        [LoggerMessage(1, LogLevel.Debug, "{Method} was refused: {Reason}.", EventName = "CallerRefused")]
        public static partial void Refused(ILogger logger, string method, string reason);
    }
}
