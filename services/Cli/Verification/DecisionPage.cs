using Kompetanse.Cli.Report;
using Kompetanse.Protos.Verification.V1;
using Decision = Kompetanse.Protos.Verification.V1.Verification;

namespace Kompetanse.Cli.Verification;

/// <summary>A decision, with the grounds that are kept with it.</summary>
internal static class DecisionPage
{
    public static async Task WriteAsync(Decision decision, Page page, Names names)
    {
        var texts = page.Texts;
        var verified = decision.Outcome == VerificationOutcome.Verified;
        page.Text(texts["DecisionHeading", decision.EmployeeId, await names.TaskAsync(decision.TaskId)]);
        page.Text(
            texts[verified ? "IsVerified" : "IsNotVerified", decision.DecidedBy, texts.Date(decision.DecidedOn), decision.Id],
            verified ? "bold green" : "bold red");
        if (decision.ValidUntil.Length > 0) page.Text(texts["HoldsThrough", texts.Date(LastDay.Before(decision.ValidUntil))]);
        page.Text(texts["Reasoning", decision.Reasoning]);
        page.Text(texts["DecidedByVersion", decision.RequirementVersion]);
        var grounds = decision.Grounds ?? new();
        await LevelsAsync(grounds, page, names);
        EvidenceTable.Write(grounds.Evidence, page);
    }

    static async Task LevelsAsync(Grounds grounds, Page page, Names names)
    {
        var texts = page.Texts;
        page.Title(texts["GroundsTitle"]);
        if (grounds.Levels.Count == 0)
        {
            page.Text(texts["NoLevels"]);
            return;
        }

        var levels = await names.LevelsAsync();
        var table = new TextTable(
            page, new(texts["ColumnCompetence"], Wraps: true), new(texts["ColumnLevel"]), new(texts["ColumnBasis"]),
            new(texts["ColumnDate"]));
        foreach (var level in grounds.Levels)
        {
            table.Add(
                new(await names.CompetenceAsync(level.CompetenceId)), new(levels.Fitting(level.Level, level.Level, withName: true)),
                new(texts.Word("Assessment", level.Basis.ToString())), new(texts.ShortDate(level.Date)));
        }

        table.Write();
    }
}
