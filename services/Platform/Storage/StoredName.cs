using System.Globalization;
using System.Text;

namespace Kompetanse.Platform.Storage;

/// <summary>What a state is called in a store of Orleans' own providers: so that none is taken for another.</summary>
readonly record struct StoredName(string State, GrainId Grain)
{
    /// <summary>
    /// A blob is called STATE-TYPE/KEY.json: a hyphen in the state's name would leave it open where it ends. In a URL a
    /// backslash is a slash, and segments that are dots or end with one are taken away.
    /// </summary>
    public static StoredName OfBlob(StoredName name) => new(
        Escape(name.State, "-"), GrainId.Create(name.Grain.Type, Escape(name.Grain.Key.ToString()!, "\\.")));

    /// <summary>
    /// A row is found by the state's name and the grain's key: its type is left out, and keys such as <c>1a</c> and
    /// <c>01A</c> are taken for the same number. The whole id in place of the key is taken as the text that it is, but for
    /// braces, which are taken for a format.
    /// </summary>
    public static StoredName OfRow(StoredName name) =>
        name with { Grain = GrainId.Create(name.Grain.Type, Escape(name.Grain.ToString(), "{}")) };

    static string Escape(string text, string characters)
    {
        if (!text.Any(IsEscaped))
            return text;

        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            if (IsEscaped(character))
                escaped.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}");
            else
                escaped.Append(character);
        }

        return escaped.ToString();

        bool IsEscaped(char character) =>
            character is '%' or < ' ' || characters.Contains(character, StringComparison.Ordinal);
    }
}
