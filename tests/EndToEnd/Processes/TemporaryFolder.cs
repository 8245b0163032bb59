using System.Text;

namespace Kompetanse.EndToEnd.Processes;

/// <summary>A folder of its own for a test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kompetanse-").FullName;

    public TemporaryFolder With(string file, string text) => With(file, Encoding.UTF8.GetBytes(text));

    public TemporaryFolder With(string file, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, file), bytes);
        return this;
    }

    /// <summary>Of one of its files.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
