using Kompetanse.Cli.Report;
using Kompetanse.Cli.Requirements;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>What the leader would decide on today: each part of the requirement, what there is of it, and what is missing.</summary>
internal sealed class PreparationPage(Preparation preparation, Page page, Names names)
{
    readonly Requirement requirement = preparation.Requirement;

    public static async Task WriteAsync(string employee, Preparation preparation, Page page, Names names)
    {
        var texts = page.Texts;
        var task = preparation.Requirement.TaskId;
        page.Text(texts["DecisionHeading", employee, await names.TaskAsync(task)]);
        var ready = preparation.Missing.Count == 0;
        page.Text(ready ? texts["CanBeVerified"] : texts.Count("CannotBeVerified", preparation.Missing.Count), ready ? "bold green" : "bold red");
        page.Text(texts["DecidedByVersion", preparation.Requirement.Version]);
        var parts = new PreparationPage(preparation, page, names);
        await parts.ComponentsAsync();
        parts.Rules();
        EvidenceTable.Write(preparation.Grounds.Evidence, page);
        page.Markup("");
        page.Text(texts["NothingDecided"]);
    }

    async Task ComponentsAsync()
    {
        var texts = page.Texts;
        var levels = await names.LevelsAsync();
        page.Title(texts["ComponentsTitle"]);
        var table = new TextTable(
            page, new(texts["ColumnCompetence"], Wraps: true), new(texts["ColumnRequired"]), new(texts["ColumnHave"]),
            new(texts["ColumnBasis"]), new(texts["ColumnDate"]), new(texts["ColumnStatus"]));
        for (var i = 0; i < requirement.Components.Count; i++)
        {
            var component = requirement.Components[i];
            var has = preparation.Grounds.Levels.FirstOrDefault(level => level.CompetenceId == component.CompetenceId);
            table.Add(
                new(await names.CompetenceAsync(component.CompetenceId)),
                new(levels.Fitting(component.Level, component.Level, page.Wide)),
                new(has is null ? "–" : levels.Fitting(has.Level, has.Level, page.Wide)),
                new(has is null ? "" : texts.Word("Assessment", has.Basis.ToString())),
                new(texts.ShortDate(has?.Date ?? "")), Status($"components[{i}]."));
        }

        table.Write();
    }

    void Rules()
    {
        if (requirement.Evidence.Count == 0) return;
        page.Title(page.Texts["RulesTitle"]);
        var table = new TextTable(page, new(page.Texts["ColumnAsked"], Wraps: true), new(page.Texts["ColumnStatus"]));
        for (var i = 0; i < requirement.Evidence.Count; i++)
            table.Add(new(RequirementWords.Of(requirement.Evidence[i], page.Texts)), Status($"evidence[{i}]."));
        table.Write();
    }

    /// <summary>Of a part, by where it stands in the requirement.</summary>
    Cell Status(string part) =>
        preparation.Missing.FirstOrDefault(missing => missing.Field.Contains(part, StringComparison.Ordinal)) is { } missing
            ? Cell.Of(page.Texts.Word("Missing", missing.Reason), "red")
            : Cell.Of(page.Texts["PartMet"], "green");
}
