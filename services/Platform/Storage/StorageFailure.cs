using System.Net.Sockets;
using Azure;
using Npgsql;
using Orleans.Storage;

namespace Kompetanse.Platform.Storage;

/// <summary>Tells what an exception of a storage means, whichever storage it is.</summary>
public static class StorageFailure
{
    /// <summary>
    /// One of <see cref="StorageReasons"/>; null for what is no outage: a conflict of ETags, or a bug. Looks into what
    /// Orleans and the clients of the stores have wrapped, and goes by types and codes alone.
    /// </summary>
    public static string? ReasonOf(Exception exception) => exception switch
    {
        StorageUnavailableException unavailable => unavailable.Reason,
        InconsistentStateException => null,
        PostgresException refusal => ReasonOf(refusal),
        NpgsqlException or RequestFailedException or SocketException or IOException or TimeoutException =>
            StorageReasons.Unavailable,
        // Azure's client tells of each of its attempts.
        AggregateException several => several.InnerExceptions.Select(ReasonOf).FirstOrDefault(reason => reason is not null),
        { InnerException: { } inner } => ReasonOf(inner),
        _ => null,
    };

    static string? ReasonOf(PostgresException refusal) => refusal.SqlState switch
    {
        PostgresErrorCodes.DiskFull => StorageReasons.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StorageReasons.ReadOnly,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StorageReasons.Damaged,
        // Class 42: a mistake in SQL, or a table that was dropped.
        ['4', '2', ..] => null,
        _ => StorageReasons.Unavailable,
    };
}
