using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Organisations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Kompetanse.Platform.Identity;

/// <summary>Tells whoever is not let in why, in the protocol of the request.</summary>
sealed partial class CallAuthorization(RefusalStatus statuses, ILogger<CallAuthorization> logger) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Succeeded ? next(context)
        : authorizeResult.Forbidden ? RefuseAsync(context, new PermissionDenied(), StatusCodes.Status403Forbidden)
        : ChallengeAsync(context);

    private async Task ChallengeAsync(HttpContext context)
    {
        // Authenticates once a request; this is what came of it.
        var refusal = RefusalOf(await context.AuthenticateAsync(), context.Request);
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        await RefuseAsync(
            context, refusal, refusal is IssuerUnreachable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status401Unauthorized);
    }

    private Task RefuseAsync(HttpContext context, Refusal refusal, int httpStatus)
    {
        // The route, as an address may name whom it is about.
        Log.Refused(logger, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "What is not there", refusal.Reason);
        return EarlyStatus.WriteAsync(context, statuses.Of([refusal], context.Request.Headers.AcceptLanguage), httpStatus);
    }

    private static Refusal RefusalOf(AuthenticateResult authentication, HttpRequest request) => authentication.Failure switch
    {
        RefusedException refused => refused.Refusals[0],
        null when request.Headers.Authorization.Count == 0 => new CredentialsMissing(),
        null => new CredentialsUnsupported(),
        _ => new TokenInvalid(),
    };

    private static partial class Log
    {
        // Debug: whoever likes can make as many of these as they like.
        [LoggerMessage(1, LogLevel.Debug, "{Method} was refused: {Reason}.", EventName = "CallerRefused")]
        public static partial void Refused(ILogger logger, string method, string reason);
    }
}
