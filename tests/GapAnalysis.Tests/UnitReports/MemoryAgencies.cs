using System.Runtime.CompilerServices;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Agencies by the hundred, decided on and applied as ever, with no disk to wait for.</summary>
public class MemoryAgencies() : AgencyLedger(AnyTime)
{
    protected override ILedger Open() => new Forgetful();

    /// <summary>Appends always, and reads nothing: its organisations are opened once, before their first entry.</summary>
    sealed class Forgetful : ILedger
    {
        public Task<AppendResult> AppendAsync(
            string organisation, LedgerHead head, IReadOnlyList<Entry> entries, IReadOnlyList<PersonKey> keys,
            CancellationToken cancellationToken) => Task.FromResult<AppendResult>(
                new AppendResult.Appended(head with { Position = head.Position + entries.Count }));

        public async IAsyncEnumerable<LedgerEntry> ReadAsync(
            string organisation, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield break;
        }

        public Task<IReadOnlyList<PersonKey>> ReadKeysAsync(string organisation, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<PersonKey>>([]);

        public Task<LedgerVerification> VerifyAsync(string organisation, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
