using Kompetanse.Cli.Report;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>What shows that somebody can do something: who said so, when, and in which words.</summary>
internal static class EvidenceTable
{
    public static void Write(IReadOnlyCollection<Evidence> evidence, Page page)
    {
        var texts = page.Texts;
        page.Title(texts["EvidenceTitle"]);
        if (evidence.Count == 0)
        {
            page.Text(texts["NoEvidence"]);
            return;
        }

        var table = new TextTable(
            page, new(texts["ColumnEvidence"]), new(texts["ColumnKind"]), new(texts["ColumnDate"]), new(texts["ColumnFrom"]),
            new(texts["ColumnText"], Wraps: true));
        foreach (var one in evidence)
        {
            table.Add(
                new(Safe.Plain(one.Id)), new(texts.Word("EvidenceKind", one.Kind.ToString())), new(texts.ShortDate(one.Date)),
                new(Safe.Plain(one.Source.Length > 0 ? one.Source : one.AddedBy)), new(Safe.Plain(Text(one, page))));
        }

        table.Write();
    }

    static string Text(Evidence one, Page page)
    {
        string[] parts =
        [
            one.ActivityId,
            one.Credits > 0 ? page.Texts["Credits", page.Texts.Number(one.Credits)] : "",
            one.Text,
            one.ArchiveReference,
        ];
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }
}
