using System.Collections.Concurrent;
using System.Diagnostics;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>The folders of the tests that are programs for node, with their packages.</summary>
internal static class NodePackages
{
    static readonly ConcurrentDictionary<string, Lazy<Task>> Installing = new();

    /// <summary>The folder with the test projects.</summary>
    public static string Tests { get; } = FindTests();

    /// <summary>Installs the packages of a folder, unless they are there.</summary>
    public static Task InstallAsync(string folder) => Installing.GetOrAdd(folder, _ => new(async () =>
    {
        if (Directory.Exists(Path.Combine(folder, "node_modules"))) return;
        var npm = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder };
        (await Ended.OfAsync(npm)).Succeeded();
    })).Value;

    static string FindTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EndToEnd", "grpc-js", "run.mjs")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("tests/EndToEnd/grpc-js");
        return folder.FullName;
    }
}
