using System.ComponentModel.DataAnnotations;

namespace Kompetanse.Platform.Ledger.Sqlite;

/// <summary>Where the embedded ledger lies, and how patient it is.</summary>
public sealed class SqliteLedgerOptions
{
    /// <summary>
    /// The directory of <c>ledger.db</c> and the two files that SQLite keeps beside it while it is open. Made when
    /// absent, for its owner alone, since the persons' keys lie there. Must be on a local disk: SQLite's locks and its
    /// shared memory do not hold over a network. Default: <c>data</c> under the working directory.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// How long to wait for another process that is writing before giving up with LEDGER_UNAVAILABLE, in seconds.
    /// Default: 5. Range: 1–300; an import of tens of MB holds the file for about a second.
    /// </summary>
    [Range(1, 300)]
    public int BusyTimeoutSeconds { get; set; } = 5;
}
