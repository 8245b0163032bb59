namespace Kompetanse.Platform.Grpc;

/// <summary>
/// What may end a call before its method does: the client, the deadline or the server's shutdown. Interruption and
/// completion race; the one that is first decides what the client sees, and the other finds the call decided.
/// </summary>
sealed class Interruption : IDisposable
{
    /// <summary>Timers can't be set for longer; a later deadline is set again when this is over.</summary>
    private static readonly TimeSpan s_longestTimer = TimeSpan.FromDays(30);

    private readonly ServerCall _call;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _client;
    private readonly CancellationTokenRegistration _shutdown;
    private readonly ITimer? _timer;
    private bool _decided;

    public Interruption(ServerCall call)
    {
        _call = call;
        if (call.Deadline is not null)
        {
            _timer = call.Server.Time.CreateTimer(
                static self => ((Interruption)self!).CheckDeadline(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            CheckDeadline();
        }

        _client = call.Http.RequestAborted.UnsafeRegister(
            static self => ((Interruption)self!).Interrupt(StatusCode.Cancelled), this);
        _shutdown = call.Server.GraceOver.UnsafeRegister(
            static self => ((Interruption)self!).Interrupt(StatusCode.Unavailable), this);
    }

    /// <summary>Cancelled when the call is interrupted.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Done when the client has been told; null while the call is not interrupted.</summary>
    public Task? Told { get; private set; }

    /// <summary>Says that the method has ended, once. False when the call was interrupted before that.</summary>
    public bool TryComplete()
    {
        lock (_lock)
        {
            if (_decided)
            {
                return false;
            }

            _decided = true;
            return true;
        }
    }

    /// <summary>Stops watching. Does not wait for a watcher that is running: it finds the call decided.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _client.Unregister();
        _shutdown.Unregister();
        if (Told is null)
        {
            _cancellation.Dispose();
        }
    }

    private void Interrupt(StatusCode cause)
    {
        lock (_lock)
        {
            if (_decided)
            {
                return;
            }

            _decided = true;
            // On the pool: who interrupts (a timer, the connection's reader) must not run what waits for the token.
            Told = Task.Run(() => _call.EndInterruptedAsync(cause, _cancellation));
        }
    }

    private void CheckDeadline()
    {
        var left = _call.Deadline!.Value - _call.Server.Time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            Interrupt(StatusCode.DeadlineExceeded);
        }
        else
        {
            _timer!.Change(left < s_longestTimer ? left : s_longestTimer, Timeout.InfiniteTimeSpan);
        }
    }
}
