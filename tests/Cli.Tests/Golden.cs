using System.Runtime.CompilerServices;
using Shouldly;

namespace Kompetanse.Cli.Tests;

/// <summary>Outputs that someone has looked at and found good, kept as files beside the tests.</summary>
internal static class Golden
{
    /// <summary>Compares with the file; with KOMPETANSE_WRITE_GOLDEN set, writes it instead, to be looked at again.</summary>
    public static void ShouldBeAsIn(this string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("KOMPETANSE_WRITE_GOLDEN") is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        actual.ShouldBe(File.ReadAllText(path));
    }
}
