namespace Kompetanse.Benchmarks;

/// <summary>The reference SQL, which is kept beside the repository, not in it.</summary>
internal static class Shared
{
    /// <summary>The folder of the reference SQL; null when it is not there.</summary>
    public static string? BenchFolder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Kompetanse.sln")))
            {
                var folder = Path.Combine(at.Parent!.FullName, "shared", "bench");
                return File.Exists(Path.Combine(folder, "data.sql")) ? folder : null;
            }
        }

        return null;
    }

    /// <summary>A reference query with psql's variables filled in.</summary>
    public static string Query(string file, string path, string asOf) =>
        File.ReadAllText(Path.Combine(BenchFolder()!, file))
            .Replace(":'path'", $"'{path}'", StringComparison.Ordinal)
            .Replace(":'as_of'", $"'{asOf}'", StringComparison.Ordinal);
}
