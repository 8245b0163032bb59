using System.Runtime.CompilerServices;
using Xunit;

namespace Kompetanse.Cli.Tests.Catalogue;

/// <summary>A test on real data, which stands beside the repository and not in it. Without the data it is skipped, and says so.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string folder)
    {
        if (!Directory.Exists(SharedData.Path(folder)))
            Skip = $"skipped: the data {SharedData.Path(folder)} is not there";
    }
}

internal static class SharedData
{
    /// <summary>`../shared/data/FOLDER` from the repository, or from the clone that this working tree belongs to.</summary>
    public static string Path(string folder)
    {
        for (var at = new DirectoryInfo(Here()); at is not null; at = at.Parent)
        {
            var data = System.IO.Path.Combine(at.FullName, "shared", "data", folder);
            if (Directory.Exists(data)) return data;
        }

        return System.IO.Path.Combine("..", "shared", "data", folder);
    }

    static string Here([CallerFilePath] string here = "") => System.IO.Path.GetDirectoryName(here)!;
}
