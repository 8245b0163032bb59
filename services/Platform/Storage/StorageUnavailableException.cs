namespace Kompetanse.Platform.Storage;

/// <summary>What can be wrong with a storage. Stable: callers and alerts go by them.</summary>
public static class StorageReasons
{
    public const string Full = "STORAGE_FULL";
    public const string ReadOnly = "STORAGE_READ_ONLY";
    public const string Damaged = "STORAGE_DAMAGED";
    public const string Unavailable = "STORAGE_UNAVAILABLE";
}

/// <summary>
/// The storage could not be read or written now, and has acknowledged nothing. Orleans wraps what a storage throws unless
/// it is an exception of Orleans' own kind: as one, it reaches the grain and, between silos, the caller as it is.
/// </summary>
/// <param name="reason">One of <see cref="StorageReasons"/>.</param>
/// <param name="inner">What the storage said.</param>
[GenerateSerializer, Alias("kompetanse.storage-unavailable")]
public sealed class StorageUnavailableException(string reason, Exception? inner = null)
    : OrleansException($"The storage is unavailable: {reason}.", inner!)
{
    /// <summary>One of <see cref="StorageReasons"/>.</summary>
    [Id(0)]
    public string Reason { get; private set; } = reason;
}
