using System.Collections;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>What a host is told by its environment. Nothing is inherited of the environment's name: without one it is production.</summary>
/// <param name="others">Settings to begin with.</param>
internal sealed class HostSettings(params IEnumerable<KeyValuePair<string, string>> others) : IEnumerable<KeyValuePair<string, string>>
{
    readonly Dictionary<string, string> values = new(others);

    /// <summary>Made-up persons are believed.</summary>
    public static HostSettings Development => new() { { "ASPNETCORE_ENVIRONMENT", "Development" } };

    /// <summary>As it runs when nothing is said.</summary>
    public static HostSettings Nothing => [];

    public void Add(string name, string value) => values[name] = value;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
