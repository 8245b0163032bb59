using System.Threading.RateLimiting;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Kompetanse.Platform.Calls;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Limits;

/// <summary>
/// Lets so many reports be made at once, and a few more wait for their turn. An interceptor of the services that make them:
/// <c>AddServiceOptions&lt;TService&gt;(options => options.Interceptors.Add&lt;ReportLimit&gt;())</c>.
/// </summary>
public sealed class ReportLimit(IOptions<CallLimitOptions> options) : Interceptor, IDisposable
{
    /// <summary>Nobody knows how long the others take; a second is long enough for most.</summary>
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentCalls,
        QueueLimit = options.Value.WaitingCalls,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var lease = await _limiter.AcquireAsync(1, context.CancellationToken);
        // The place is free again when the client has its answer, or is gone.
        context.GetHttpContext().Response.RegisterForDispose(lease);
        return lease.IsAcquired
            ? await continuation(request, context)
            : throw new RefusedException(new TooManyReports { RetryAfter = s_retryAfter });
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
