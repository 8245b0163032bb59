using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Kompetanse.Cli.Text;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Text;

public sealed partial class TextsTests
{
    static readonly Dictionary<string, string> Bokmål = All("");
    static readonly Dictionary<string, string> English = All("en");

    [Fact]
    public void Every_text_is_in_both_languages() => English.Keys.Order().ShouldBe(Bokmål.Keys.Order());

    [Fact]
    public void A_text_asks_for_the_same_things_in_both_languages()
    {
        foreach (var (key, text) in Bokmål) Asked(English[key]).ShouldBe(Asked(text), key);
    }

    [Fact]
    public void Every_text_that_the_code_names_is_there()
    {
        var code = Directory.EnumerateFiles(Source(), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/") && !file.Contains("/bin/"))
            .Select(File.ReadAllText)
            .ToList();
        var named = code.SelectMany(text => NamedText().Matches(text)).Select(match => match.Groups["key"].Value).ToHashSet();
        named.Count.ShouldBeGreaterThan(60);
        named.Except(Bokmål.Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, null, null, "nb")]
    [InlineData(null, null, "en_GB.UTF-8", "en")]
    [InlineData(null, null, "nb_NO.UTF-8", "nb")]
    [InlineData(null, null, "C.UTF-8", "nb")]
    [InlineData(null, "en", "nb_NO.UTF-8", "en")]
    [InlineData("nb", "en", "en_GB.UTF-8", "nb")]
    [InlineData("en", null, null, "en")]
    public void The_language_is_the_option_else_KOMPETANSE_LANG_else_LANG_else_bokmål(
        string? option, string? own, string? lang, string expected)
    {
        var environment = new Dictionary<string, string?> { ["KOMPETANSE_LANG"] = own, ["LANG"] = lang };
        string[] separate = option is null ? ["report"] : ["report", "--lang", option];
        string[] joined = option is null ? ["report"] : ["report", $"--lang={option}"];
        Texts.Select(separate, environment.GetValueOrDefault).Language.ShouldBe(expected);
        Texts.Select(joined, environment.GetValueOrDefault).Language.ShouldBe(expected);
    }

    static Dictionary<string, string> All(string culture)
    {
        var resources = new ResourceManager("Kompetanse.Cli.Text.Texts", typeof(Texts).Assembly);
        var set = resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false);
        return set.ShouldNotBeNull().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    static IEnumerable<string> Asked(string text) =>
        Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../services/Cli"));

    [GeneratedRegex(@"\{\d", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();

    // texts["Key"…], new(FaultReason.X, place, "Key"…), row.Fault(column, FaultReason.X, "Key"…)
    [GeneratedRegex(@"(?:[tT]exts\[\s*|FaultReason\.\w+, [^""\n]*)""(?<key>\w+)""[,\])]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedText();
}
