using System.Globalization;
using System.Threading.RateLimiting;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Limits;

/// <summary>Adds limits on calls to an application.</summary>
static class CallLimits
{
    /// <summary>Limits how often each caller may call, and how many reports are made at once.</summary>
    public static IServiceCollection AddCallLimits(this IServiceCollection services)
    {
        services.AddOptions<CallLimitOptions>().BindConfiguration(CallLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<CallLimitOptions>, RefusalStatus>(ConfigureRates);
        services.AddSingleton<ReportLimit>();
        return services;
    }

    private static void ConfigureRates(RateLimiterOptions rates, IOptions<CallLimitOptions> options, RefusalStatus statuses)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = options.Value.CallsPerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            // Whoever has no place now comes again; a queue would only make a flood longer.
            QueueLimit = 0,
        };
        rates.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(
            http => RateLimitPartition.GetTokenBucketLimiter(CallerOf(http), _ => bucket));
        rates.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : bucket.ReplenishmentPeriod;
            var headers = rejected.HttpContext.Request.Headers;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return new(EarlyStatus.WriteAsync(
                rejected.HttpContext,
                statuses.Of([new RateLimited { RetryAfter = wait }], headers.AcceptLanguage),
                StatusCodes.Status429TooManyRequests));
        };
    }

    /// <summary>Who is not identified is told apart by address; no id of a person or a client looks like one.</summary>
    private static string CallerOf(HttpContext http) => http.User.Caller() is { IsIdentified: true } caller
        ? caller.Actor
        : $"address:{http.Connection.RemoteIpAddress}";
}
