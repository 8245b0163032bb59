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
        LedgerUnavailableException or OperationCanceledException => failure,
        InvalidProtocolBufferException => new LedgerUnavailableException("LEDGER_DAMAGED", failure),
        _ when StorageFailure.ReasonOf(failure) is { } reason =>
            new LedgerUnavailableException(reason.Replace("STORAGE_", "LEDGER_", StringComparison.Ordinal), failure),
        _ => failure,
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
