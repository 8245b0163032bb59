using System.Diagnostics;
using System.Threading.Channels;
using Google.Protobuf;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Platform.Organisations;

/// <summary>The commands of an organisation that wait to be decided, in the order they came.</summary>
sealed class CommandQueue
{
    /// <summary>Most commands in one flush. More would make the first of them wait for the last.</summary>
    private const int LargestBatch = 512;

    /// <summary>Stands for every subject: such a command is decided alone.</summary>
    private const string AnySubject = "*";

    private readonly Channel<PendingCommand> _waiting = Channel.CreateBounded<PendingCommand>(
        new BoundedChannelOptions(4 * LargestBatch) { SingleReader = true });

    /// <summary>Puts a command last, when there is room, and waits until it has been carried out.</summary>
    public async Task<Outcome> CarryOutAsync(PendingCommand pending)
    {
        await _waiting.Writer.WriteAsync(pending, pending.CancellationToken);
        return await pending.Outcome.Task.WaitAsync(pending.CancellationToken);
    }

    /// <summary>Takes no more commands.</summary>
    public void Close() => _waiting.Writer.TryComplete();

    /// <summary>Waits for commands. False when there will be no more.</summary>
    public ValueTask<bool> WaitAsync() => _waiting.Reader.WaitToReadAsync();

    /// <summary>Takes the first command, and those after it up to the first that may touch what one before it touches, or repeats
    /// its request: what one of them changes, no other rests on.</summary>
    public List<PendingCommand> TakeIndependent()
    {
        var batch = new List<PendingCommand>();
        var subjects = new HashSet<string>(StringComparer.Ordinal);
        var requestIds = new HashSet<string>(StringComparer.Ordinal);
        while (batch.Count < LargestBatch && _waiting.Reader.TryPeek(out var next))
        {
            var independent = batch.Count == 0
                || (next.Subject is { } subject && !subjects.Contains(AnySubject) && !subjects.Contains(subject)
                    && !requestIds.Contains(next.RequestId));
            if (!independent)
            {
                break;
            }

            subjects.Add(next.Subject ?? AnySubject);
            if (next.RequestId.Length > 0)
            {
                requestIds.Add(next.RequestId);
            }

            _waiting.Reader.TryRead(out _);
            batch.Add(next);
        }

        return batch;
    }
}

/// <summary>A command that somebody waits for the outcome of.</summary>
/// <param name="Command">The command.</param>
/// <param name="Handler">What decides it.</param>
/// <param name="Subject">What it touches; null: it may be anything.</param>
/// <param name="RequestId">By which it is known when it comes again; empty when it has none.</param>
/// <param name="Caller">Who gave it.</param>
/// <param name="CancellationToken">Until it is decided it can be taken back.</param>
sealed record PendingCommand(
    IMessage Command, OrganisationModel.CommandHandler Handler, string? Subject, string RequestId, Caller Caller,
    CancellationToken CancellationToken)
{
    public TaskCompletionSource<Outcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The span of the call that it came in.</summary>
    public ActivityContext Span { get; } = Activity.Current?.Context ?? default;
}
