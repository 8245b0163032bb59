namespace Kompetanse.EndToEnd.Processes;

/// <summary>How long a condition may take to come true before the test fails; a sound run never waits for it.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Asks again and again, a moment apart.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (!await condition()) await Task.Delay(50, patience.Token);
    }

    /// <summary>Waits, on a thread of its own, for something that can only be asked about.</summary>
    public static Task UntilAsync(Func<bool> condition) => Task.Factory.StartNew(
        () => SpinWait.SpinUntil(condition, Limit) ? true : throw new TimeoutException("The condition never came true."),
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
