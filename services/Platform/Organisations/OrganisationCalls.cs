using System.Globalization;
using Google.Protobuf;
using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kompetanse.Platform.Organisations;

/// <summary>What a gRPC method does with its request: hand it to the organisation, and the outcome to the caller.</summary>
public sealed partial class OrganisationCalls(
    IOrganisationHost host, OrganisationModel model, OrganisationCallsOptions options, ILogger<OrganisationCalls>? logger = null)
{
    /// <summary>The trailer that tells the ledger position of the answer.</summary>
    public const string PositionTrailer = "kompetanse-ledger-position";

    private readonly RefusalStatus _refusals = new(model.Texts);
    private readonly ILogger _logger = logger ?? NullLogger<OrganisationCalls>.Instance;

    /// <summary>Executes a command.</summary>
    /// <exception cref="RpcException">The command was refused.</exception>
    public async Task<TReply> ExecuteAsync<TReply>(IMessage command, CallContext context) where TReply : IMessage =>
        Reply<TReply>(
            await host.ExecuteAsync(options.Organisation, command, context.Caller(), context.CancellationToken), context);

    /// <summary>Answers a query.</summary>
    /// <exception cref="RpcException">The query was refused.</exception>
    public async Task<TReply> QueryAsync<TReply>(IMessage query, CallContext context) where TReply : IMessage
    {
        // Most are answered at once. To watch for the end of a call costs as much as such an answer, so only those are
        // watched that must wait for something.
        var answer = host.QueryAsync(options.Organisation, query, context.Caller(), CancellationToken.None);
        return Reply<TReply>(
            answer.IsCompleted ? await answer : await answer.WaitAsync(context.CancellationToken), context);
    }

    /// <summary>
    /// Answers a query again and again: at once, and whenever something was recorded since, or the date is another. What is
    /// recorded meanwhile is answered together.
    /// </summary>
    /// <exception cref="RpcException">The query was refused, the first time or a later one.</exception>
    public async IAsyncEnumerable<(TReply Reply, long Position, DateOnly Today)> WatchAsync<TReply>(
        IMessage query, CallContext context, AgencyClock clock) where TReply : IMessage
    {
        while (true)
        {
            var today = clock.Today();
            var outcome = await host.QueryAsync(options.Organisation, query, context.Caller(), context.CancellationToken);
            if (outcome is not Outcome.Answered answered)
            {
                throw Refuse(((Outcome.Refused)outcome).Reasons, context);
            }

            yield return ((TReply)answered.Reply, answered.Position, today);
            await host.WaitForNewsAsync(options.Organisation, answered.Position, today, context.CancellationToken);
        }
    }

    /// <summary>
    /// Ends the call of a caller who may not come further: for methods that do much before the organisation is asked,
    /// or never ask it.
    /// </summary>
    /// <exception cref="RpcException">The caller is not identified, or may not.</exception>
    public void Demand(Func<Caller, bool> may, CallContext context)
    {
        var caller = context.Caller();
        if (!caller.IsIdentified)
        {
            throw Refuse([new NotIdentified()], context);
        }

        if (!may(caller))
        {
            throw Refuse([new PermissionDenied()], context);
        }
    }

    /// <summary>Ends a call with refusals that were found before the organisation was asked.</summary>
    public RpcException Refuse(IReadOnlyList<Refusal> refusals, CallContext context)
    {
        var first = refusals[0];
        if (first.Code is StatusCode.PermissionDenied or StatusCode.Unauthenticated)
        {
            Log.KeptOut(_logger, context.Method, context.Caller().Actor, first.Reason);
        }
        else
        {
            Log.Refused(_logger, context.Method, context.Caller().Actor, first.Reason);
        }

        return _refusals.ToException(refusals, context.RequestHeaders.GetText("accept-language"));
    }

    private TReply Reply<TReply>(Outcome outcome, CallContext context) where TReply : IMessage
    {
        switch (outcome)
        {
            case Outcome.Answered answered:
                context.ResponseTrailers.Add(PositionTrailer, answered.Position.ToString(CultureInfo.InvariantCulture));
                return (TReply)answered.Reply;
            case Outcome.Refused refused:
                throw Refuse(refused.Reasons, context);
            default:
                throw new InvalidOperationException("An outcome is answered or refused.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Method} by {Actor} was kept out: {Reason}.", EventName = "KeptOut")]
        public static partial void KeptOut(ILogger logger, string method, string actor, string reason);

        [LoggerMessage(2, LogLevel.Debug, "{Method} by {Actor} was refused: {Reason}.", EventName = "Refused")]
        public static partial void Refused(ILogger logger, string method, string actor, string reason);
    }
}

/// <summary>Which agency this host serves.</summary>
public sealed class OrganisationCallsOptions
{
    /// <summary>The agency's id in the ledger. Default <c>agency</c>.</summary>
    public string Organisation { get; set; } = "agency";
}
