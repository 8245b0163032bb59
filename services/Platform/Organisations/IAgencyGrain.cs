using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Orleans;
using Orleans.Concurrency;

namespace Kompetanse.Platform.Organisations;

/// <summary>
/// One agency, by its id: decides on what everybody must agree on, one thing after another, and records it. There is one of it
/// in a cluster; for a moment there may be two, and the journal decides between them.
/// </summary>
[Alias("kompetanse.agency.v1")]
public interface IAgencyGrain : IGrainWithStringKey
{
    /// <summary>Decides on a command, records what was decided, and answers once it is durable.</summary>
    /// <remarks>Interleaves: what waits at the same time shares a write. Nothing is decided before what came before it is applied.</remarks>
    [Alias("Execute")]
    [AlwaysInterleave]
    [ResponseTimeout("00:10:00")]
    Task<AgencyAnswer> ExecuteAsync(IMessage command, Caller caller, CancellationToken cancellationToken);

    /// <summary>Answers a query that is to be recorded, once it is recorded that it was asked.</summary>
    [Alias("Query")]
    [AlwaysInterleave]
    Task<AgencyAnswer> QueryAsync(IMessage query, Caller caller, CancellationToken cancellationToken);

    /// <summary>The version that whoever asks now must have read: of the last entry that was acknowledged, or a later one.</summary>
    [Alias("Version")]
    [AlwaysInterleave]
    ValueTask<AgencyVersion> GetVersionAsync();
}
