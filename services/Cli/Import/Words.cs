using System.Text;

namespace Kompetanse.Cli.Import;

/// <summary>The words that a column may hold, and what each stands for.</summary>
internal sealed class Words<T>(params (string Word, T Value)[] words)
{
    readonly (byte[] Word, T Value)[] words = [.. words.Select(w => (Encoding.UTF8.GetBytes(w.Word), w.Value))];

    public string Allowed { get; } = string.Join(", ", words.Select(w => w.Word));

    public bool TryRead(ReadOnlySpan<byte> bytes, out T value)
    {
        foreach (var (word, stands) in words)
        {
            if (!bytes.SequenceEqual(word)) continue;
            value = stands;
            return true;
        }

        value = default!;
        return false;
    }
}
