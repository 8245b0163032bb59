using System.ComponentModel.DataAnnotations;
using Orleans.Storage;

namespace Kompetanse.Platform.Storage.Sqlite;

/// <summary>Where the embedded storage lies, how patient it is, and how much it writes at once.</summary>
public sealed class SqliteGrainStorageOptions
{
    /// <summary>
    /// The directory of <c>grains.db</c> and the two files that SQLite keeps beside it while it is open. Made when absent,
    /// for its owner alone, since the persons' keys lie there. Must be on a local disk: SQLite's locks and its shared
    /// memory do not hold over a network. Default: <c>data</c> under the working directory.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    /// <summary>
    /// How long to wait for another process that is writing before giving up with STORAGE_UNAVAILABLE, in seconds.
    /// Default: 5. Range: 1–300.
    /// </summary>
    [Range(1, 300)]
    public int BusyTimeoutSeconds { get; set; } = 5;

    /// <summary>
    /// The most writes that share a transaction. What waits beyond that, or beyond 16 MB, waits for the next one.
    /// Default: 512. Range: 1–10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int WritesPerTransaction { get; set; } = 512;

    /// <summary>The most reads at a time; each takes a connection of its own. Default: 4. Range: 1–64.</summary>
    [Range(1, 64)]
    public int ReadConnections { get; set; } = 4;

    /// <summary>Makes bytes of states. Default: protobuf messages as they are.</summary>
    public IGrainStorageSerializer Serializer { get; set; } = new ProtobufGrainStorageSerializer();
}
