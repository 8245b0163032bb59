using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Kompetanse.Platform.Grpc;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Limits;

/// <summary>Lets so many calls under a <see cref="ConcurrencyLimit"/> run at once, and a few more wait.</summary>
sealed class ConcurrencyAdmission(IOptions<CallLimitOptions> options) : ICallAdmission, IDisposable
{
    /// <summary>Nobody knows how long the others take; a second is long enough for most.</summary>
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ConcurrencyLimit, ConcurrencyLimiter> _limiters = [];

    public ValueTask AdmitAsync(CallContext context) =>
        context.MethodMetadata.GetMetadata<ConcurrencyLimit>() is { } limit
            ? AwaitTurnAsync(limit, context)
            : ValueTask.CompletedTask;

    public void Dispose()
    {
        foreach (var limiter in _limiters.Values)
        {
            limiter.Dispose();
        }
    }

    private async ValueTask AwaitTurnAsync(ConcurrencyLimit limit, CallContext context)
    {
        var limiter = _limiters.GetOrAdd(limit, _ => new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.ConcurrentCalls,
            QueueLimit = options.Value.WaitingCalls,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
        var lease = await limiter.AcquireAsync(1, context.CancellationToken);
        // The place is free again when the client has its answer, or is gone.
        context.HttpContext!.Response.RegisterForDispose(lease);
        if (!lease.IsAcquired)
        {
            throw LimitStatus.Of(limit.Refusal, context, s_retryAfter);
        }
    }
}
