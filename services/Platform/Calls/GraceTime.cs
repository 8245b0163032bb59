using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Kompetanse.Platform.Calls;

/// <summary>How long calls may go on in a host that stops.</summary>
sealed class GraceTime : IDisposable
{
    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _stopping;

    public GraceTime(IOptions<GrpcOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(options.Value.ShutdownGrace));
    }

    /// <summary>Cancelled when the host is stopping and calls have had their time.</summary>
    public CancellationToken Over => _over.Token;

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
