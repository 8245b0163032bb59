using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Identity;

namespace Kompetanse.Platform.Organisations;

/// <summary>What a gRPC method does with its request: hand it to the organisation, and the outcome to the caller.</summary>
public sealed class OrganisationCalls(IOrganisationHost host, OrganisationCallsOptions options)
{
    /// <summary>The trailer that tells the ledger position of the answer.</summary>
    public const string PositionTrailer = "kompetanse-ledger-position";

    /// <summary>Executes a command.</summary>
    /// <exception cref="RefusedException">The command was refused.</exception>
    public async Task<TReply> ExecuteAsync<TReply>(IMessage command, ServerCallContext context) where TReply : IMessage =>
        Reply<TReply>(
            await host.ExecuteAsync(options.Organisation, command, context.Caller(), context.CancellationToken), context);

    /// <summary>Answers a query.</summary>
    /// <exception cref="RefusedException">The query was refused.</exception>
    public async Task<TReply> QueryAsync<TReply>(IMessage query, ServerCallContext context) where TReply : IMessage =>
        Reply<TReply>(
            await host.QueryAsync(options.Organisation, query, context.Caller(), context.CancellationToken), context);

    /// <summary>
    /// Answers a query again and again: at once, and whenever something was recorded since, or the date is another. What is
    /// recorded meanwhile is answered together.
    /// </summary>
    /// <exception cref="RefusedException">The query was refused, the first time or a later one.</exception>
    public async IAsyncEnumerable<(TReply Reply, long Position, DateOnly Today)> WatchAsync<TReply>(
        IMessage query, ServerCallContext context, AgencyClock clock) where TReply : IMessage
    {
        while (true)
        {
            var today = clock.Today();
            var outcome = await host.QueryAsync(options.Organisation, query, context.Caller(), context.CancellationToken);
            if (outcome is not Outcome.Answered answered)
            {
                throw new RefusedException(((Outcome.Refused)outcome).Reasons);
            }

            yield return ((TReply)answered.Reply, answered.Position, today);
            await host.WaitForNewsAsync(options.Organisation, answered.Position, today, context.CancellationToken);
        }
    }

    /// <summary>
    /// Ends the call of a caller who may not come further: for methods that do much before the organisation is asked,
    /// or never ask it.
    /// </summary>
    /// <exception cref="RefusedException">The caller is not identified, or may not.</exception>
    public static void Demand(Func<Caller, bool> may, ServerCallContext context)
    {
        var caller = context.Caller();
        if (!caller.IsIdentified)
        {
            throw new RefusedException(new NotIdentified());
        }

        if (!may(caller))
        {
            throw new RefusedException(new PermissionDenied());
        }
    }

    private static TReply Reply<TReply>(Outcome outcome, ServerCallContext context) where TReply : IMessage
    {
        switch (outcome)
        {
            case Outcome.Answered answered:
                context.ResponseTrailers.Add(PositionTrailer, answered.Position.ToString(CultureInfo.InvariantCulture));
                return (TReply)answered.Reply;
            case Outcome.Refused refused:
                throw new RefusedException(refused.Reasons);
            default:
                throw new InvalidOperationException("An outcome is answered or refused.");
        }
    }
}

/// <summary>Which agency this host serves.</summary>
public sealed class OrganisationCallsOptions
{
    /// <summary>The agency's id in the ledger. Default <c>agency</c>.</summary>
    public string Organisation { get; set; } = "agency";
}
