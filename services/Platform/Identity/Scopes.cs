using System.Collections.Frozen;

namespace Kompetanse.Platform.Identity;

/// <summary>What a client can be granted. None includes another.</summary>
public static class Scopes
{
    /// <summary>Read units, employees and positions.</summary>
    public const string DirectoryRead = "directory.read";

    /// <summary>Create and change units, employees and positions.</summary>
    public const string DirectoryWrite = "directory.write";

    /// <summary>Create and change competences, roles, profiles, adaptations, unit profiles, goals and level names.</summary>
    public const string CatalogueWrite = "catalogue.write";

    /// <summary>Read employees' assessments.</summary>
    public const string AssessmentsRead = "assessments.read";

    /// <summary>Import assessments, verified ones too.</summary>
    public const string AssessmentsWrite = "assessments.write";

    /// <summary>Add evidence about employees, and report what they have completed.</summary>
    public const string EvidenceWrite = "evidence.write";

    /// <summary>Read unit reports with small groups hidden.</summary>
    public const string ReportsRead = "reports.read";

    /// <summary>Read unit reports with small groups shown; each reading is logged.</summary>
    public const string ReportsExact = "reports.exact";

    /// <summary>Ask whether a person may do a task.</summary>
    public const string TasksCheck = "tasks.check";

    /// <summary>Check that the ledger is whole.</summary>
    public const string LedgerVerify = "ledger.verify";

    /// <summary>Every scope there is.</summary>
    public static FrozenSet<string> All { get; } =
    [
        DirectoryRead, DirectoryWrite, CatalogueWrite, AssessmentsRead, AssessmentsWrite, EvidenceWrite, ReportsRead,
        ReportsExact, TasksCheck, LedgerVerify,
    ];
}
