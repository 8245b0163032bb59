using Google.Protobuf;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Storage;

namespace Kompetanse.Platform.Journals;

/// <summary>What the failures of a storage mean for a ledger.</summary>
static class LedgerFailure
{
    /// <summary>The failure as callers of a ledger know it.</summary>
    public static Exception Of(Exception failure) => failure switch
    {
        LedgerUnavailableException known => known,
        OperationCanceledException => failure,
        InvalidProtocolBufferException => new LedgerUnavailableException("LEDGER_DAMAGED", failure),
        StorageUnavailableException { Reason: "STORAGE_FULL" } => new LedgerUnavailableException("LEDGER_FULL", failure),
        StorageUnavailableException { Reason: "STORAGE_READ_ONLY" } => new LedgerUnavailableException("LEDGER_READ_ONLY", failure),
        StorageUnavailableException { Reason: "STORAGE_DAMAGED" } => new LedgerUnavailableException("LEDGER_DAMAGED", failure),
        // Each provider has exceptions of its own for being away.
        _ => new LedgerUnavailableException("LEDGER_UNAVAILABLE", failure),
    };

    /// <summary>Does what asks the storage.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure)
        {
            throw Of(failure);
        }
    }
}
