using System.Threading.RateLimiting;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Limits;

/// <summary>
/// Lets a caller make so many calls a second: a bucket of tokens for each, filled ten times a second. Register it after
/// what tells who calls.
/// </summary>
sealed class RateAdmission : ICallAdmission, IDisposable
{
    private const int FillsPerSecond = 10;

    private readonly PartitionedRateLimiter<CallContext> _limiter;
    private readonly TimeSpan _fillPeriod;

    public RateAdmission(IOptions<CallLimitOptions> options)
    {
        // Fewer than ten a second come one at a time.
        var perFill = Math.Max(1, options.Value.CallsPerSecond / FillsPerSecond);
        _fillPeriod = TimeSpan.FromSeconds((double)perFill / options.Value.CallsPerSecond);
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = perFill,
            ReplenishmentPeriod = _fillPeriod,
            QueueLimit = 0,
            // The partitioned limiter fills all buckets by one timer.
            AutoReplenishment = false,
        };
        // Made once: it is asked for with every call.
        Func<object, RateLimiter> make = _ => new TokenBucketRateLimiter(bucket);
        _limiter = PartitionedRateLimiter.Create<CallContext, object>(context => RateLimitPartition.Get(CallerOf(context), make));
    }

    public ValueTask AdmitAsync(CallContext context)
    {
        Admit(context);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _limiter.Dispose();

    private void Admit(CallContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            var after = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : _fillPeriod;
            throw LimitStatus.Of(new RateLimited(), context, after);
        }
    }

    /// <summary>A text or an address, which are never the same.</summary>
    private static object CallerOf(CallContext context) => context.Caller() is { IsIdentified: true } caller
        ? caller.Actor
        : context.HttpContext?.Connection.RemoteIpAddress ?? (object)"";
}
