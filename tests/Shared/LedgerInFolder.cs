using Kompetanse.Platform.Journals;
using Kompetanse.Platform.Ledger;
using Kompetanse.Platform.Storage.Sqlite;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Testing;

/// <summary>Ledgers as a host keeps them, in a folder and without a silo.</summary>
sealed class LedgerInFolder : ILedger
{
    private readonly GrainLedger _ledger;

    public LedgerInFolder(string folder, int busyTimeoutSeconds = 60)
    {
        Storage = new SqliteGrainStorage(new SqliteGrainStorageOptions { DataDirectory = folder, BusyTimeoutSeconds = busyTimeoutSeconds });
        _ledger = new GrainLedger(Storage);
    }

    /// <summary>What the ledgers lie in, to be read and changed behind their back.</summary>
    public SqliteGrainStorage Storage { get; }

    public Task<AppendResult> AppendAsync(
        string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys, CancellationToken cancellationToken) =>
        _ledger.AppendAsync(organisation, head, entries, keys, cancellationToken);

    public IAsyncEnumerable<LedgerEntry> ReadAsync(string organisation, long after, CancellationToken cancellationToken) =>
        _ledger.ReadAsync(organisation, after, cancellationToken);

    public Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken) =>
        _ledger.ReadKeysAsync(organisation, cancellationToken);

    public Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken) =>
        _ledger.VerifyAsync(organisation, cancellationToken);

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}
