using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>The report as a leader reads it in a terminal: what to do first, then the figures it rests on.</summary>
internal sealed class ReportTable(UnitReport report, Page page, bool full)
{
    readonly LevelNames levels = new(report.LevelNames, page.Texts);

    public static void Write(UnitReport report, CommandContext context, bool full) =>
        new ReportTable(report, new Page(context), full).Write();

    void Write()
    {
        Heading();
        if (report.Positions == 0 && !report.PeopleHidden)
        {
            page.Title(page.Texts["ReportNoPositions"]);
        }
        else
        {
            First();
            new CompetenceTable(page, levels, report.SmallGroupsHidden).Write(report.CompetenceRows, full);
        }

        new UnitNeedTable(page, levels).Write(report.UnitNeedRows, report.UnitId);
        new TaskTable(page).Write(report.TaskRows, report.UnitId, full);
        new RoleTables(page, levels).Write(report.RoleRows, full);
        Renewals();
    }

    void Heading()
    {
        var texts = page.Texts;
        page.Text($"{report.UnitName} ({report.UnitId})", "bold");
        page.Text(texts["ReportHeading", texts.Date(report.AsOf), texts[report.OnlyUnit ? "ScopeOnlyUnit" : "ScopeSubtree"]]);
        page.Text(texts["ReportBasis", texts["Basis" + report.Basis]]);
        page.Text(People());
        if (report.SmallGroupsHidden) page.Text(texts["HiddenMeans"]);
        if (levels.Legend is { Length: > 0 } legend) page.Text(texts["Levels", legend], "grey");
    }

    string People()
    {
        var texts = page.Texts;
        if (report.PeopleHidden) return texts["PositionsHidden"];
        var (positions, fte) = (texts.Count("Positions", report.Positions), texts.Number(report.Fte));
        return report.SmallGroupsHidden
            ? texts["ReportPositions", positions, fte]
            : texts["ReportPeople", texts.Count("Employees", report.Employees), positions, fte];
    }

    void First()
    {
        page.Title(page.Texts["FirstTitle"]);
        var sentences = new Priorities(page.Texts, levels, report.SmallGroupsHidden).Sentences(report.CompetenceRows).ToList();
        if (sentences.Count == 0) page.Text(page.Texts[NothingFirst()]);
        for (var i = 0; i < sentences.Count; i++) page.Numbered(i + 1, sentences[i].Competence, sentences[i].Sentence);
    }

    string NothingFirst() =>
        report.CompetenceRows.Count == 0 ? "NoExpectations"
        : report.RoleRows.Any(row => row.Hidden) ? "NothingShownToClose"
        : "NothingToClose";

    void Renewals()
    {
        if (report.AdaptationsToRenew.Count == 0) return;
        var texts = page.Texts;
        page.Title(texts["RenewTitle"]);
        foreach (var adaptation in report.AdaptationsToRenew)
        {
            page.Text(texts[
                "Renew", adaptation.UnitId, adaptation.RoleId, texts.Date(adaptation.ValidFrom),
                texts.Number(adaptation.Unchanged * 100, "0.#")]);
        }
    }
}
