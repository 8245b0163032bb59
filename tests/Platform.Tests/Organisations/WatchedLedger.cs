using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Tests.Organisations;

/// <summary>A real ledger that can be held, made to fail, and counts what it is asked.</summary>
sealed class WatchedLedger(ILedger ledger, Steps steps) : ILedger
{
    Hold? _hold;

    /// <summary>How many entries each append had, in order.</summary>
    public List<int> Appends { get; } = [];

    /// <summary>What the next append throws instead of appending.</summary>
    public Exception? NextFailure { get; set; }

    /// <summary>Runs when keys have been read, before the reader gets them.</summary>
    public Func<Task> AfterReadingKeys { get; set; } = () => Task.CompletedTask;

    /// <summary>The next append waits at the door, not yet durable, until it is released.</summary>
    public Hold HoldNextAppend() => _hold = new Hold();

    public async Task<AppendResult> AppendAsync(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys,
        CancellationToken cancellationToken)
    {
        steps.Note("append");
        Appends.Add(entries.Count);
        if (Interlocked.Exchange(ref _hold, null) is { } hold)
            await hold.WaitAsync();

        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }

        return await ledger.AppendAsync(organisation, head, entries, keys, cancellationToken);
    }

    public IAsyncEnumerable<LedgerEntry> ReadAsync(string organisation, long after, CancellationToken cancellationToken) =>
        ledger.ReadAsync(organisation, after, cancellationToken);

    public async Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken)
    {
        var keys = await ledger.ReadKeysAsync(organisation, cancellationToken);
        await AfterReadingKeys();
        return keys;
    }

    public Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken) =>
        ledger.VerifyAsync(organisation, cancellationToken);

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    /// <summary>An append that waits at the door.</summary>
    public sealed class Hold
    {
        readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes when the append stands at the door.</summary>
        public Task Arrived => _arrived.Task.Soon();

        public void Release() => _released.SetResult();

        public Task WaitAsync()
        {
            _arrived.SetResult();
            return _released.Task;
        }
    }
}
