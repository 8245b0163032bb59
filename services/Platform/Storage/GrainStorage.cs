namespace Kompetanse.Platform.Storage;

/// <summary>The storage of all grains: <c>[PersistentState("journal", GrainStorage.Name)]</c>.</summary>
public static class GrainStorage
{
    /// <summary>The name it is registered under, whichever storage it is.</summary>
    public const string Name = "kompetanse";
}
