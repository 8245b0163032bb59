using System.Collections.Concurrent;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Limits;

/// <summary>
/// Lets a caller make so many calls a second in the long run, and so many at once after a pause. Register it after what
/// tells who calls.
/// </summary>
/// <remarks>
/// A call takes its part of a second, one after another; a caller may be ahead of time by as many parts as may be made at
/// once. So of each caller one instant is kept, and no lock is held (the generic cell rate algorithm).
/// </remarks>
sealed class RateAdmission(IOptions<CallLimitOptions> options, TimeProvider time) : ICallAdmission
{
    /// <summary>After so many new callers, those who have been quiet are forgotten.</summary>
    private const int NewCallers = 1024;

    // In units of the clock.
    private readonly long _eachCall = time.TimestampFrequency / options.Value.CallsPerSecond;
    private readonly long _ahead = time.TimestampFrequency / options.Value.CallsPerSecond * options.Value.Burst;
    private readonly ConcurrentDictionary<object, Allowance> _allowances = [];
    private int _added;

    public ValueTask AdmitAsync(CallContext context)
    {
        var caller = CallerOf(context);
        var now = time.GetTimestamp();
        if (!_allowances.TryGetValue(caller, out var allowance))
        {
            allowance = Add(caller, now);
        }

        var wait = allowance.Take(now, _eachCall, _ahead);
        return wait <= 0
            ? ValueTask.CompletedTask
            : throw LimitStatus.Of(new RateLimited(), context, time.GetElapsedTime(0, wait));
    }

    /// <summary>A text or an address, which are never the same.</summary>
    private static object CallerOf(CallContext context) => context.Caller() is { IsIdentified: true } caller
        ? caller.Actor
        : context.HttpContext?.Connection.RemoteIpAddress ?? (object)"";

    private Allowance Add(object caller, long now)
    {
        if (Interlocked.Increment(ref _added) % NewCallers == 0)
        {
            foreach (var quiet in _allowances.Where(one => one.Value.IsWhole(now)))
            {
                _allowances.TryRemove(quiet);
            }
        }

        return _allowances.GetOrAdd(caller, static _ => new Allowance());
    }

    /// <summary>What a caller may still do.</summary>
    private sealed class Allowance
    {
        // When the time of all calls so far is over.
        private long _free;

        /// <summary>Whether it is as if no call had been made.</summary>
        public bool IsWhole(long now) => Volatile.Read(ref _free) <= now;

        /// <summary>Takes the time of a call, if that is not too far ahead.</summary>
        /// <returns>0 or less when it was taken; else how long to wait until it can be.</returns>
        public long Take(long now, long time, long ahead)
        {
            while (true)
            {
                var before = Volatile.Read(ref _free);
                var after = Math.Max(before, now) + time;
                var wait = after - now - ahead;
                if (wait > 0 || Interlocked.CompareExchange(ref _free, after, before) == before)
                {
                    return wait;
                }
            }
        }
    }
}
