using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>What to do first, in plain sentences: the competences with the largest gap, in the report's own order.</summary>
internal sealed class Priorities(Texts texts, LevelNames levels)
{
    const int Most = 5;

    /// <summary>As markup, with the competence in bold.</summary>
    public IEnumerable<string> Sentences(IEnumerable<CompetenceRow> rows) =>
        rows.Where(row => row.Numbers.WeightedGap > 0).Take(Most).Select(Sentence);

    string Sentence(CompetenceRow row)
    {
        var n = row.Numbers;
        var level = levels.InSentence(row.RequiredMin, row.RequiredMax);
        var parts = new List<string>
        {
            $"[bold]{Safe.Markup(row.CompetenceName)}[/]: {Safe.Markup(texts["FirstReach", n.Met, n.Positions, level])}",
        };
        if (n.Below > 0) parts.Add(texts["FirstBelow", n.Below]);
        // Unknown levels weigh as 0: while most of the gap may be unknown, knowing comes before training.
        if (n.Unknown > 0) parts.Add(texts[n.Unknown >= n.Below ? "FirstUnknownStart" : "FirstUnknown", n.Unknown]);
        if (n.SelfOnly > 0) parts.Add(texts["FirstSelfOnly", n.SelfOnly]);
        if (n.GoalWeight > 0) parts.Add(texts["FirstGoal"]);
        return string.Join(' ', parts);
    }
}
