using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Gap.V1;
using Spectre.Console;

namespace Kompetanse.Cli.Report;

/// <summary>The report as a leader reads it in a terminal: what to do first, then the figures it rests on.</summary>
internal sealed class ReportTable
{
    readonly UnitReport report;
    readonly Texts texts;
    readonly IAnsiConsole console;
    readonly LevelNames levels;
    readonly bool full;

    ReportTable(UnitReport report, CommandContext context, bool full)
    {
        this.report = report;
        this.full = full;
        texts = context.Texts;
        console = context.Screen.Spectre();
        levels = new LevelNames(report.LevelNames, texts);
    }

    public static void Write(UnitReport report, CommandContext context, bool full) =>
        new ReportTable(report, context, full).Write();

    void Write()
    {
        Heading();
        if (report.Positions == 0)
        {
            console.WriteLine();
            console.WriteLine(texts["ReportNoPositions"]);
        }
        else
        {
            First();
            new CompetenceTable(console, texts, levels).Write(report.CompetenceRows, full);
        }

        new UnitNeedTable(console, texts, levels).Write(report.UnitNeedRows, report.UnitId);
        new RoleTables(console, texts, levels).Write(report.RoleRows, full);
        Renewals();
    }

    void Heading()
    {
        console.MarkupLine($"[bold]{Safe.Markup(report.UnitName)}[/] ({Safe.Markup(report.UnitId)})");
        console.WriteLine(texts[
            "ReportHeading", texts.Date(report.AsOf), texts["Basis" + report.Basis],
            texts[report.OnlyUnit ? "ScopeOnlyUnit" : "ScopeSubtree"]]);
        console.WriteLine(texts[
            "ReportPeople", texts.Number(report.Employees), texts.Number(report.Positions), texts.Number(report.Fte)]);
        if (levels.Legend is { Length: > 0 } legend) console.MarkupLine($"[grey]{Safe.Markup(texts["Levels", legend])}[/]");
    }

    void First()
    {
        Sections.Title(console, texts["FirstTitle"]);
        var sentences = new Priorities(texts, levels).Sentences(report.CompetenceRows).ToList();
        if (sentences.Count == 0)
        {
            console.WriteLine(texts[report.CompetenceRows.Count == 0 ? "NoExpectations" : "NothingToClose"]);
            return;
        }

        var list = new Grid().AddColumn(new GridColumn().NoWrap().PadLeft(0)).AddColumn(new GridColumn().PadRight(0));
        for (var i = 0; i < sentences.Count; i++) list.AddRow(new Spectre.Console.Text($"{i + 1}."), new Markup(sentences[i]));
        console.Write(list);
    }

    void Renewals()
    {
        if (report.AdaptationsToRenew.Count == 0) return;
        Sections.Title(console, texts["RenewTitle"]);
        foreach (var adaptation in report.AdaptationsToRenew)
        {
            console.WriteLine(Safe.Plain(texts[
                "Renew", adaptation.UnitId, adaptation.RoleId, texts.Date(adaptation.ValidFrom),
                texts.Number(adaptation.Unchanged * 100, "0.#")]));
        }
    }
}
