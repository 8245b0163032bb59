using Kompetanse.Platform.Storage.Sqlite;

namespace Kompetanse.Platform.Storage;

/// <summary>What a grain can be stored with.</summary>
public enum StorageProvider
{
    /// <summary>A file of this process, for one silo.</summary>
    Sqlite,

    /// <summary>Azure Blob Storage.</summary>
    AzureBlob,

    /// <summary>PostgreSQL 12 or later.</summary>
    PostgreSql,
}

/// <summary>Where grains are stored.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Kompetanse:Storage";

    /// <summary>The name of a <see cref="StorageProvider"/>. Default: Sqlite.</summary>
    public string Provider { get; set; } = nameof(StorageProvider.Sqlite);

    /// <summary>For Sqlite.</summary>
    public SqliteGrainStorageOptions Sqlite { get; set; } = new();

    /// <summary>For AzureBlob.</summary>
    public AzureBlobOptions AzureBlob { get; set; } = new();

    /// <summary>For PostgreSql.</summary>
    public PostgreSqlOptions PostgreSql { get; set; } = new();

    /// <summary>Null when there is none of that name.</summary>
    internal StorageProvider? KnownProvider =>
        Enum.GetValues<StorageProvider>().Cast<StorageProvider?>()
            .SingleOrDefault(known => string.Equals(known.ToString(), Provider, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A storage account of Azure.</summary>
public sealed class AzureBlobOptions
{
    /// <summary>As the account's page shows it. Required for AzureBlob.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The container, made when absent. Default: <c>kompetanse</c>. 3–63 of a–z, 0–9 and single hyphens.</summary>
    public string Container { get; set; } = "kompetanse";
}

/// <summary>A database of PostgreSQL.</summary>
public sealed class PostgreSqlOptions
{
    /// <summary>
    /// As Npgsql takes it. Its user must be allowed to make tables. <c>Maximum Pool Size</c>, 100 unless it says otherwise,
    /// times the silos must be less than the server's <c>max_connections</c>. Required for PostgreSql.
    /// </summary>
    public string? ConnectionString { get; set; }
}
