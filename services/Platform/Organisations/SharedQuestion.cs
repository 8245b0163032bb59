namespace Kompetanse.Platform.Organisations;

/// <summary>
/// One question for many who ask it at the same time. Whoever comes while one is under way joins the next: an answer is always to
/// a question that was asked after one came.
/// </summary>
/// <typeparam name="T">What is answered.</typeparam>
/// <param name="ask">Asks.</param>
sealed class SharedQuestion<T>(Func<ValueTask<T>> ask)
{
    private readonly Lock _lock = new();
    private Task<T> _underWay = Task.FromException<T>(new InvalidOperationException("Nothing was asked yet."));
    private Task<T>? _next;

    /// <summary>The answer to a question that is asked from now on.</summary>
    public Task<T> AskAsync()
    {
        lock (_lock)
        {
            return _next is not null ? _next
                : _underWay.IsCompleted ? _underWay = AskNowAsync()
                : _next = AskAfterAsync(_underWay);
        }
    }

    private async Task<T> AskNowAsync() => await ask();

    private async Task<T> AskAfterAsync(Task before)
    {
        // Never on at once, though the one before may have been answered meanwhile: whoever calls has yet to say that this is the next.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        Task<T> answer;
        lock (_lock)
        {
            // Whoever comes from here on came after it was asked.
            (_underWay, _next) = (answer = AskNowAsync(), null);
        }

        return await answer;
    }
}
