using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>What to do first, in plain sentences: the competences with the largest gap, in the report's own order.</summary>
internal sealed class Priorities(Texts texts, LevelNames levels, bool smallGroupsHidden)
{
    const int Most = 5;

    public IEnumerable<(string Competence, string Sentence)> Sentences(IEnumerable<CompetenceRow> rows) =>
        rows.Where(row => !row.Hidden && IsOpen(row.Numbers)).Take(Most).Select(row => (row.CompetenceName, Sentence(row)));

    // Gaps are not told where small groups are hidden.
    bool IsOpen(Numbers n) => n.WeightedGap > 0 || (smallGroupsHidden && n.Met < n.Positions);

    string Sentence(CompetenceRow row)
    {
        var n = row.Numbers;
        var parts = new List<string>
        {
            texts["FirstReach", n.Met, n.Positions, levels.InSentence(row.RequiredMin, row.RequiredMax)],
        };
        if (n.Below > 0) parts.Add(texts.Count("FirstBelow", n.Below));
        // Unknown levels weigh as 0: while most of the gap may be unknown, knowing comes before training.
        if (n.Unknown > 0) parts.Add(texts.Count(n.Unknown >= n.Below ? "FirstUnknownStart" : "FirstUnknown", n.Unknown));
        if (n.SelfOnly > 0) parts.Add(texts.Count("FirstSelfOnly", n.SelfOnly));
        if (n.GoalWeight > 0) parts.Add(texts["FirstGoal"]);
        return string.Join(' ', parts);
    }
}
