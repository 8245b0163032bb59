using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Telemetry;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// One agency: its state in memory, and the only way to change it. A command is decided on the state (pure), appended to
/// the ledger (durable) and then applied to the state (pure), so no reader ever sees what is not durable. One loop does
/// this for all commands; those on different subjects that wait at the same time share one flush to disk.
/// </summary>
/// <remarks>
/// Queries run side by side under a read lock and see one position. Applying takes the write lock for as long as it
/// lasts: microseconds for a command, about a second for the import of a whole agency.
/// </remarks>
public sealed class Organisation : IAsyncDisposable
{
    /// <summary>How often an append may be in conflict with nothing that can be read: somebody has made a key for a person, and no more.</summary>
    private const int FruitlessConflicts = 20;

    private readonly string _id;
    private readonly OrganisationModel _model;
    private readonly ILedger _ledger;
    private readonly AgencyClock _clock;
    private readonly OrganisationTelemetry _telemetry;
    private readonly OrganisationState _state;
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly CommandQueue _waiting = new();
    private readonly Dictionary<string, SeenRequest> _requests = [];
    private readonly PersonKeyring _keyring = new([]);
    // Held by whoever moves the state on: the loop for a batch, or one who reads what others have recorded.
    private readonly SemaphoreSlim _turn = new(1);
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _position;
    private long _readings;
    private long _overtaken;
    private LedgerHead _head = LedgerHead.Empty;
    private Task _loop = Task.CompletedTask;
    private volatile Exception? _broken;

    private Organisation(
        string id, OrganisationModel model, ILedger ledger, AgencyClock clock, OrganisationTelemetry telemetry)
    {
        (_id, _model, _ledger, _clock, _telemetry) = (id, model, ledger, clock, telemetry);
        _state = model.CreateState();
    }

    /// <summary>The position of the last entry that readers see.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>How often another writer was first: a sign that there is one.</summary>
    public long Overtaken => Volatile.Read(ref _overtaken);

    /// <summary>Rebuilds the organisation from its ledger and opens it for commands and queries.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger can't be read, or is damaged.</exception>
    public static async Task<Organisation> OpenAsync(
        string id, OrganisationModel model, ILedger ledger, AgencyClock clock, CancellationToken cancellationToken,
        OrganisationTelemetry? telemetry = null)
    {
        var organisation = new Organisation(id, model, ledger, clock, telemetry ?? new OrganisationTelemetry());
        await organisation.ReadOnAsync(_ => { }, cancellationToken);
        organisation._loop = Task.Run(organisation.RunAsync, CancellationToken.None);
        return organisation;
    }

    /// <inheritdoc cref="IOrganisationHost.ExecuteAsync"/>
    public async Task<Outcome> ExecuteAsync(IMessage command, Caller caller, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        var handler = _model.CommandFor(command);
        var pending = new PendingCommand(
            command, handler, handler.Subject(command), RequestId.Of(command), caller, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var outcome = await _waiting.CarryOutAsync(pending);
        _telemetry.CommandEnded(command, start, outcome);
        return outcome;
    }

    /// <summary>Reads what others have recorded, if this copy has not come as far as a position.</summary>
    /// <exception cref="LedgerUnavailableException">The ledger can't be read.</exception>
    public async Task CatchUpAsync(long position, CancellationToken cancellationToken)
    {
        if (Position >= position)
        {
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            ThrowIfBroken();
            if (Position < position)
            {
                await ReadOnAsync(entry => _telemetry.CaughtUp(entry.RecordedAt.ToDateTime(), _clock.Now()), cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Answers a query at once; null when it must be recorded that it was asked (<see cref="QueryAsync"/>).</summary>
    public Outcome? Answer(IMessage query, Caller caller)
    {
        var start = Stopwatch.GetTimestamp();
        var (outcome, trace) = Read(query, caller);
        if (trace is not null && outcome is Outcome.Answered)
        {
            return null;
        }

        _telemetry.QueryEnded(query, start, outcome);
        return outcome;
    }

    /// <inheritdoc cref="IOrganisationHost.QueryAsync"/>
    public Task<Outcome> QueryAsync(IMessage query, Caller caller, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (outcome, trace) = Read(query, caller);
        if (trace is not null && outcome is Outcome.Answered answered)
        {
            return RecordReadingAsync(query, answered, trace, caller, start, cancellationToken);
        }

        _telemetry.QueryEnded(query, start, outcome);
        return Task.FromResult(outcome);
    }

    /// <summary>Gives the answer once it is recorded that it was given.</summary>
    private async Task<Outcome> RecordReadingAsync(
        IMessage query, Outcome.Answered answered, Trace trace, Caller caller, long start, CancellationToken cancellationToken)
    {
        // Readings touch nothing that a decision rests on, so each is a subject of its own.
        var subject = $"reading {Interlocked.Increment(ref _readings)}";
        var recorded = await _waiting.CarryOutAsync(new PendingCommand(
            query, TraceHandler(answered.Reply, trace), subject, RequestId: "", caller, cancellationToken));
        var outcome = recorded is Outcome.Refused ? recorded : answered;
        _telemetry.QueryEnded(query, start, outcome);
        return outcome;
    }

    /// <inheritdoc cref="IOrganisationHost.WaitForNewsAsync"/>
    public async Task WaitForNewsAsync(long position, DateOnly today, CancellationToken cancellationToken)
    {
        var moved = Volatile.Read(ref _moved);
        if (Position > position || _clock.Today() != today)
        {
            return;
        }

        try
        {
            await moved.Task.WaitAsync(_clock.UntilTomorrow(), _clock.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is another day.
        }
    }

    private (Outcome Outcome, Trace? Trace) Read(IMessage query, Caller caller)
    {
        var handler = _model.QueryFor(query);
        _lock.EnterReadLock();
        try
        {
            ThrowIfBroken();
            var context = QueryContext(caller);
            var ruling = _model.RulingOn(_state, query, new Asking(caller, context.Today));
            if (!ruling.IsGranted)
            {
                return (new Outcome.Refused([ruling.Refusal]), null);
            }

            var result = handler.Answer(_state, query, context);
            return result.Refusal is { } refusal
                ? (new Outcome.Refused([refusal]), null)
                : (new Outcome.Answered(Position, result.Reply!), ruling.Trace);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Records what is told of a reading. Who may read was decided when it was read.</summary>
    private static OrganisationModel.CommandHandler TraceHandler(IMessage reply, Trace trace) => new(
        (_, _, context) => Decision.Accept(trace(reply, context)),
        (_, _, _, _) => reply,
        _ => null)
    {
        IsPermitted = true,
    };

    /// <summary>Refuses new commands and waits for those that are being recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Close();
        await _loop;
        _lock.Dispose();
        _turn.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _waiting.WaitAsync())
        {
            var batch = _waiting.TakeIndependent();
            await _turn.WaitAsync();
            try
            {
                await RecordAsync(batch);
            }
            catch (LedgerUnavailableException unavailable)
            {
                FailAll(batch, new Outcome.Refused([new LedgerRefused(unavailable.Reason)]));
            }
#pragma warning disable CA1031 // The loop outlives any bug in a service: whoever waits is told, and the next command is tried.
            catch (Exception bug)
#pragma warning restore CA1031
            {
                foreach (var pending in batch)
                {
                    pending.Outcome.TrySetException(_broken is null ? bug : Stopped(_broken));
                }
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    private async Task RecordAsync(List<PendingCommand> batch)
    {
        ThrowIfBroken();
        for (var fruitless = 0; ;)
        {
            var decided = new List<Decided>(batch.Count);
            foreach (var pending in batch.Where(pending => !pending.Outcome.Task.IsCompleted))
            {
                if (await TryDecideAsync(pending) is { } one)
                {
                    decided.Add(one);
                }
            }

            if (decided.Count == 0)
            {
                return;
            }

            var entries = decided.ConvertAll(one => one.Entry);
            var keys = _keyring.NewKeys;
            using var append = _telemetry.StartAppend(decided.Select(one => one.Pending.Span));
            var result = await _ledger.AppendAsync(_id, _head, entries, keys, CancellationToken.None);
            if (result is AppendResult.Appended appended)
            {
                append.Succeeded(entries.Count, appended.Head.Position);
                _keyring.MarkStored(keys);
                Apply(decided, appended.Head);
                return;
            }

            // Another was first. What it recorded may change what is decided here, so decide again.
            Interlocked.Increment(ref _overtaken);
            var known = _head.Position;
            _keyring.Reload(await _ledger.ReadKeysAsync(_id, CancellationToken.None));
            await ReadOnAsync(entry => _telemetry.CaughtUp(entry.RecordedAt.ToDateTime(), _clock.Now()));
            fruitless = _head.Position == known ? fruitless + 1 : 0;
            if (fruitless > FruitlessConflicts)
            {
                // Nothing new, and still a conflict: the stored history is another than the one known here.
                throw new LedgerUnavailableException("LEDGER_DAMAGED");
            }
        }
    }

    /// <summary>The same as <see cref="DecideAsync"/>; what goes wrong with one command is told to its caller alone.</summary>
    private async Task<Decided?> TryDecideAsync(PendingCommand pending)
    {
        try
        {
            return await DecideAsync(pending);
        }
        catch (LedgerUnavailableException unavailable)
        {
            pending.Outcome.TrySetResult(new Outcome.Refused([new LedgerRefused(unavailable.Reason)]));
        }
#pragma warning disable CA1031 // A bug in one service must not fail the commands that happen to share the flush.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            pending.Outcome.TrySetException(bug);
        }

        return null;
    }

    /// <summary>The decision's entry; null when the command is answered already and there is nothing to record.</summary>
    private async Task<Decided?> DecideAsync(PendingCommand pending)
    {
        if (pending.CancellationToken.IsCancellationRequested)
        {
            pending.Outcome.TrySetCanceled(pending.CancellationToken);
            return null;
        }

        if (!RequestId.IsValid(pending.RequestId))
        {
            pending.Outcome.TrySetResult(new Outcome.Refused([new RequestIdInvalid()]));
            return null;
        }

        // Whoever gave a command may hear its answer again, though it may have ended the right to give it.
        if (_requests.TryGetValue(pending.RequestId, out var earlier) && earlier.Actor == pending.Caller.Actor)
        {
            pending.Outcome.TrySetResult(await AnswerAgainAsync(pending, earlier));
            return null;
        }

        var context = new DecisionContext(
            _clock.Today(), pending.Caller, (person, details) => _keyring.Seal(person, details.ToByteArray()), Unseal);
        var ruling = pending.Handler.IsPermitted
            ? Ruling.Granted
            : _model.RulingOn(_state, pending.Command, new Asking(pending.Caller, context.Today));
        if (!ruling.IsGranted)
        {
            pending.Outcome.TrySetResult(new Outcome.Refused([ruling.Refusal]));
            return null;
        }

        if (earlier is not null)
        {
            pending.Outcome.TrySetResult(new Outcome.Refused([new RequestIdReused()]));
            return null;
        }

        switch (pending.Handler.Decide(_state, pending.Command, context))
        {
            case Decision.Refused refused:
                pending.Outcome.TrySetResult(new Outcome.Refused(refused.Reasons));
                return null;
            case Decision.Rehearsed rehearsed:
                pending.Outcome.TrySetResult(Answer(pending, rehearsed.Events, Position));
                return null;
            case Decision.Accepted { Events.Count: 0 } unchanged:
                var answered = Answer(pending, unchanged.Events, Position);
                if (ruling.Trace?.Invoke(answered.Reply, context) is { Count: > 0 } reading)
                {
                    // A command that changes nothing has only read.
                    return new Decided(pending, reading, EntryOf(pending, reading));
                }

                pending.Outcome.TrySetResult(answered);
                return null;
            case Decision.Accepted accepted:
                return new Decided(pending, accepted.Events, EntryOf(pending, accepted.Events));
            default:
                throw new InvalidOperationException("A decision is accepted, rehearsed or refused.");
        }
    }

    private Entry EntryOf(PendingCommand pending, IReadOnlyList<IMessage> events)
    {
        var entry = new Entry
        {
            Organisation = _id,
            RecordedAt = Timestamp.FromDateTimeOffset(_clock.Now()),
            Actor = pending.Caller.Actor,
            RequestId = pending.RequestId,
            Command = pending.Command.Descriptor.FullName,
        };
        foreach (var @event in events)
        {
            entry.Events.Add(new Event { Name = _model.EventOf(@event).Name, Payload = @event.ToByteString() });
        }

        return entry;
    }

    private void Apply(List<Decided> decided, LedgerHead head)
    {
        _lock.EnterWriteLock();
        try
        {
            var position = _head.Position;
            foreach (var (pending, events, entry) in decided)
            {
                Apply(++position, entry, events);
                Complete(pending, events, position);
            }

            _head = head;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Answers a recorded command. What goes wrong with the answer does not undo it, nor concern the next one.</summary>
    private void Complete(PendingCommand pending, IReadOnlyList<IMessage> events, long position)
    {
        try
        {
            pending.Outcome.TrySetResult(Answer(pending, events, position));
        }
#pragma warning disable CA1031 // The entry is recorded and applied whatever becomes of its answer.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            pending.Outcome.TrySetException(bug);
        }
    }

    private void Apply(long position, Entry entry, IReadOnlyList<IMessage> events)
    {
        var context = new EventContext(
            position, entry.RecordedAt.ToDateTime(), entry.Actor, entry.Command, Unseal);
        try
        {
            foreach (var @event in events)
            {
                _model.EventOf(@event).Apply(_state, @event, context);
            }
        }
        catch (Exception bug)
        {
            // The ledger holds what the state does not. Serving on would answer wrongly.
            _broken = bug;
            throw Stopped(bug);
        }

        if (entry.RequestId.Length > 0)
        {
            _requests.Add(entry.RequestId, new SeenRequest(position, entry.Command, entry.Actor));
        }

        Volatile.Write(ref _position, position);
        Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    private async Task ReadOnAsync(Action<Entry> applied, CancellationToken cancellationToken = default)
    {
        var keysAreRead = false;
        await foreach (var stored in _ledger.ReadAsync(_id, _head.Position, cancellationToken))
        {
            if (!keysAreRead)
            {
                // Only now: keys are stored before the entries that need them, and those of a person whom another process
                // records meanwhile would be missed if they were read before the entries.
                _keyring.Reload(await _ledger.ReadKeysAsync(_id, cancellationToken));
                keysAreRead = true;
            }

            var events = EventsOf(stored.Entry);
            _lock.EnterWriteLock();
            try
            {
                Apply(stored.Entry.Position, stored.Entry, events);
                _head = new LedgerHead(stored.Entry.Position, stored.Hash);
            }
            finally
            {
                _lock.ExitWriteLock();
            }

            applied(stored.Entry);
        }
    }

    private List<IMessage> EventsOf(Entry entry)
    {
        var events = new List<IMessage>(entry.Events.Count);
        foreach (var @event in entry.Events)
        {
            events.Add(_model.EventNamed(@event.Name).Parser.ParseFrom(@event.Payload));
        }

        return events;
    }

    private async Task<Outcome> AnswerAgainAsync(PendingCommand pending, SeenRequest earlier)
    {
        if (earlier.Command != pending.Command.Descriptor.FullName)
        {
            return new Outcome.Refused([new RequestIdReused()]);
        }

        await foreach (var stored in _ledger.ReadAsync(_id, earlier.Position - 1, CancellationToken.None))
        {
            return Answer(pending, EventsOf(stored.Entry), earlier.Position);
        }

        throw new InvalidOperationException($"Entry {earlier.Position} was read at start-up and is gone.");
    }

    private Outcome.Answered Answer(PendingCommand pending, IReadOnlyList<IMessage> events, long position) =>
        new(position, pending.Handler.Reply(
            _state, pending.Command, events, QueryContext(pending.Caller) with { Position = position }));

    private QueryContext QueryContext(Caller caller) => new(_clock.Today(), Position, caller, Unseal);

    private byte[]? Unseal(string person, ByteString sealedBytes) =>
        _keyring.TryUnseal(person, sealedBytes, out var plain) ? plain : null;

    private void ThrowIfBroken()
    {
        if (_broken is { } bug)
        {
            throw Stopped(bug);
        }
    }

    private InvalidOperationException Stopped(Exception bug) =>
        new($"Organisation {_id} stopped: an event of its ledger can't be applied.", bug);

    private static void FailAll(List<PendingCommand> batch, Outcome outcome)
    {
        foreach (var pending in batch)
        {
            pending.Outcome.TrySetResult(outcome);
        }
    }

    private sealed record Decided(PendingCommand Pending, IReadOnlyList<IMessage> Events, Entry Entry);

    private sealed record SeenRequest(long Position, string Command, string Actor);
}
