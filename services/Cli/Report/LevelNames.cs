using Kompetanse.Cli.Text;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Report;

/// <summary>What the agency calls its levels, in the user's language.</summary>
internal sealed class LevelNames(IEnumerable<LevelName> levels, Texts texts)
{
    readonly Dictionary<int, string> names = levels
        .GroupBy(level => level.Level)
        .ToDictionary(same => same.Key, same => texts.Choose(same.First().NameNb, same.First().NameEn));

    /// <summary>`0 ingen · 1 grunnleggende · …`; empty when levels have no names.</summary>
    public string Legend => string.Join(" · ", names.OrderBy(n => n.Key).Select(n => $"{n.Key} {n.Value}"));

    /// <summary>`3`, or `2–3` where local adaptations differ.</summary>
    public static string Range(int least, int most) => least == most ? $"{least}" : $"{least}–{most}";

    /// <summary>`3 selvstendig`; only figures for a range.</summary>
    public string Named(int least, int most) =>
        least == most && names.TryGetValue(least, out var name) ? $"{least} {name}" : Range(least, most);

    /// <summary>`3 (selvstendig)`.</summary>
    public string InSentence(int least, int most) =>
        least == most && names.TryGetValue(least, out var name) ? $"{least} ({name})" : Range(least, most);
}
