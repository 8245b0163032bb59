using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;

namespace Kompetanse.ClusterTests.Running;

/// <summary>An agency of a cluster, asked on either silo by a client that may do everything.</summary>
sealed class AgencyDriver(Cluster cluster, string id)
{
    public static Caller Caller { get; } = new() { ClientId = "tests", Scopes = Scopes.All };

    /// <summary>Leads every unit (<see cref="Some.Led"/>), so that reading its reports is not recorded: the silo that is asked makes them of its own copy.</summary>
    public static Caller Leader { get; } = new() { EmployeeId = Some.Leader };

    public string Id => id;

    public Task<Outcome> ExecuteAsync(int silo, IMessage command, Caller? by = null) =>
        cluster.Ask(silo).ExecuteAsync(id, command, by ?? Caller, CancellationToken.None).WaitAsync(Cluster.Patience);

    public Task<Outcome> QueryAsync(int silo, IMessage query, Caller? by = null) =>
        cluster.Ask(silo).QueryAsync(id, query, by ?? Caller, CancellationToken.None).WaitAsync(Cluster.Patience);

    /// <summary>A command that must not be refused.</summary>
    public async Task<Outcome.Answered> DoAsync(int silo, IMessage command) => Answered(await ExecuteAsync(silo, command));

    /// <summary>A query that must not be refused.</summary>
    public async Task<TReply> AskAsync<TReply>(int silo, IMessage query, Caller? by = null) where TReply : IMessage =>
        Answered(await QueryAsync(silo, query, by)).Reply.ShouldBeOfType<TReply>();

    /// <summary>The same command until it is answered; as a caller does who is told that the service is away.</summary>
    public async Task<Outcome.Answered> InsistAsync(Func<int> silo, IMessage command)
    {
        for (var tries = 1; ; tries++)
        {
            switch (await ExecuteAsync(silo(), command))
            {
                case Outcome.Answered answered:
                    return answered;
                case Outcome.Refused { Reasons: [{ Code: Grpc.Core.StatusCode.Unavailable }] } refused:
                    tries.ShouldBeLessThan(10_000, refused.Reasons[0].Reason);
                    break;
                case var refused:
                    return Answered(refused);
            }
        }
    }

    /// <summary>What is stored of it.</summary>
    public async Task<List<Entry>> EntriesAsync()
    {
        (await cluster.Ledger.VerifyAsync(id, CancellationToken.None)).Fault.ShouldBeNull();
        return await cluster.Ledger.ReadAsync(id, 0, CancellationToken.None).Select(stored => stored.Entry).ToListAsync();
    }

    public Task DeactivateAsync() => cluster.DeactivateAsync(id);

    public void Put(Fault fault) => cluster.Faults.Put(id, fault);

    public void Mend() => cluster.Faults.Mend(id);

    /// <summary>The answer that must have been given.</summary>
    public static Outcome.Answered Answered(Outcome outcome) => outcome as Outcome.Answered
        ?? throw new ShouldAssertException($"Refused: {string.Join(", ", ReasonsOf(outcome))}");

    /// <summary>Why not; empty when it was answered.</summary>
    public static IReadOnlyList<string> ReasonsOf(Outcome outcome) =>
        outcome is Outcome.Refused refused ? [.. refused.Reasons.Select(refusal => refusal.Reason)] : [];
}
