namespace Kompetanse.Cli.Tests.Login;

/// <summary>A clock that is where a wait ends as soon as somebody waits, and keeps how long they wanted to.</summary>
internal sealed class HurriedTime : TimeProvider
{
    DateTimeOffset now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public List<double> WaitsInSeconds { get; } = [];

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        WaitsInSeconds.Add(dueTime.TotalSeconds);
        now += dueTime;
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
