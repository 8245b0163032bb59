using Kompetanse.Cli.Text;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Report;

/// <summary>What the agency calls its levels, in the user's language.</summary>
internal sealed class LevelNames(IEnumerable<LevelName> levels, Texts texts)
{
    readonly Dictionary<int, string> names = levels
        .GroupBy(level => level.Level)
        .ToDictionary(same => same.Key, same => Safe.Plain(texts.Choose(same.First().NameNb, same.First().NameEn)));

    /// <summary>`0 ingen · 1 grunnleggende · …`; empty when levels have no names.</summary>
    public string Legend => string.Join(" · ", names.OrderBy(n => n.Key).Select(n => $"{n.Key} {n.Value}"));

    /// <summary>`3 selvstendig`; only figures without room for the name, or where local adaptations differ: `2–3`.</summary>
    public string Fitting(int least, int most, bool withName) =>
        withName && Short(least, most) is { } name ? $"{least} {name}" : Range(least, most);

    /// <summary>`3 (selvstendig)`.</summary>
    public string InSentence(int least, int most) =>
        Short(least, most) is { } name ? $"{least} ({name})" : Range(least, most);

    /// <summary>A name up to its first comma: the legend has the whole.</summary>
    string? Short(int least, int most) => least == most ? names.GetValueOrDefault(least)?.Split(',')[0] : null;

    static string Range(int least, int most) => least == most ? $"{least}" : $"{least}–{most}";
}
