using System.Globalization;
using System.Resources;

namespace Kompetanse.Cli.Text;

/// <summary>What the command says to people, in one language. The words are in Texts.resx (bokmål) and Texts.en.resx.</summary>
internal sealed class Texts
{
    static readonly ResourceManager Resources = new("Kompetanse.Cli.Text.Texts", typeof(Texts).Assembly);

    Texts(string language, string culture)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(culture);
    }

    public static Texts Bokmål { get; } = new("nb", "nb-NO");

    public static Texts English { get; } = new("en", "en-GB");

    /// <summary>`nb` or `en`, as in the header accept-language.</summary>
    public string Language { get; }

    /// <summary>How numbers and dates are written for people.</summary>
    public CultureInfo Culture { get; }

    public string this[string key, params ReadOnlySpan<object?> arguments]
    {
        get
        {
            var text = Resources.GetString(key, Culture)
                ?? throw new ArgumentException($"No text is called {key}.", nameof(key));
            return arguments.IsEmpty ? text : string.Format(Culture, text, arguments);
        }
    }

    /// <summary>The name in this language, or in the other when this one is missing.</summary>
    public string Choose(string bokmål, string english) =>
        (Language == "en" ? english : bokmål) is { Length: > 0 } name ? name : bokmål + english;

    public string Number(double value, string format = "#,##0.##") => value.ToString(format, Culture);

    /// <summary>`1 stilling`, `14 stillinger`: the text for one when there is one.</summary>
    public string Count(string key, long count) => this[count == 1 ? key + "One" : key, Number(count)];

    /// <summary>An ISO date as people write it; what isn't one stands as it is.</summary>
    public string Date(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString(Language == "en" ? "d MMMM yyyy" : "d. MMMM yyyy", Culture)
            : iso;

    /// <summary>An ISO date where there is little room: `31.01.2026`.</summary>
    public string ShortDate(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString(Language == "en" ? "d MMM yyyy" : "dd.MM.yyyy", Culture)
            : iso;

    /// <summary>A word of the contracts in this language, by the key `kind.word`; one that is newer than this command stands as it is.</summary>
    public string Word(string kind, string word) => Resources.GetString($"{kind}.{word}", Culture) ?? word;

    /// <summary>The language asked for on the command line, else in KOMPETANSE_LANG, else in LANG; bokmål when unclear.</summary>
    public static Texts Select(IReadOnlyList<string> arguments, Func<string, string?> environment) =>
        OnCommandLine(arguments) is { } asked ? Named(asked)
        : environment("KOMPETANSE_LANG") is { Length: > 0 } chosen ? Named(chosen)
        : Named(environment("LANG") ?? "");

    static Texts Named(string language) =>
        language.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Bokmål;

    // The language is needed before parsing: what parsing finds wrong is told in it.
    static string? OnCommandLine(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--lang" && i + 1 < arguments.Count) return arguments[i + 1];
            if (arguments[i].StartsWith("--lang=", StringComparison.Ordinal)) return arguments[i]["--lang=".Length..];
        }

        return null;
    }
}
