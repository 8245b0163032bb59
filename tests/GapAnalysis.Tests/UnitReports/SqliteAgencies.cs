using Kompetanse.Platform.Ledger;
using Kompetanse.Testing;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Agencies on a real SQLite ledger, in a directory of its own.</summary>
public sealed class SqliteAgencies : AgencyLedger
{
    readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("gap-");

    public SqliteAgencies() : base(AnyTime)
    {
    }

    internal SqliteAgencies(DateTimeOffset now) : base(now)
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_directory.FullName))
        {
            _directory.Delete(recursive: true);
        }
    }

    /// <summary>Forgets all that is in memory: what is asked next is read back from the file.</summary>
    internal Task ReopenAsync() => CloseAsync();

    protected override ILedger Open() => new LedgerInFolder(_directory.FullName);
}
