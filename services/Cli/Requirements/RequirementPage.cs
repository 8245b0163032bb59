using Kompetanse.Cli.Report;
using Kompetanse.Cli.Verification;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>A demanding task and the versions of its requirement, the newest first, each as it can be read by anyone it concerns.</summary>
internal sealed class RequirementPage(Page page, Names names, Consultation consultation)
{
    public async Task WriteAsync(DemandingTask task, IReadOnlyList<Requirement> versions)
    {
        var texts = page.Texts;
        page.Text($"{texts.Choose(task.NameNb, task.NameEn)} ({task.Id})", "bold");
        var roles = new List<string>();
        foreach (var role in task.RoleIds) roles.Add(await names.RoleAsync(role));
        page.Text(texts["DoneBy", string.Join(", ", roles)]);
        if (versions.Count == 0) page.Text(texts["NoVersions"]);
        foreach (var version in versions.Reverse()) await VersionAsync(version);
    }

    async Task VersionAsync(Requirement version)
    {
        var texts = page.Texts;
        var state = RequirementWords.State(version, texts).Plain;
        var period = RequirementWords.Period(version, texts);
        page.Title(texts["VersionTitle", version.Version, period.Length > 0 ? $"{state} · {period}" : state]);
        await ComponentsAsync(version);
        page.Markup("");
        if (version.Evidence.Count > 0)
            page.Text(texts["EvidenceAsked", string.Join("; ", version.Evidence.Select(rule => RequirementWords.Of(rule, texts)))]);
        page.Text(texts["Validity", texts.Count("Months", version.ValidityMonths)]);
        page.Text(texts["LeastPeople", version.LeastPeople]);
        // The first version finds no verifications standing.
        if (version.Version > 1) page.Text(Standing(version.Standing?.RenewBy ?? ""));
        if (version.LegalBasis.Length > 0) page.Text(texts["LegalBasis", version.LegalBasis]);
        if (version.KnowledgeBasis != KnowledgeBasis.Unspecified)
            page.Text(texts["KnowledgeBasis", texts.Word("KnowledgeBasis", version.KnowledgeBasis.ToString())]);
        Statements(version);
    }

    async Task ComponentsAsync(Requirement version)
    {
        var levels = await names.LevelsAsync();
        var table = new TextTable(page, new(page.Texts["ColumnCompetence"], Wraps: true), new(page.Texts["ColumnLevel"]));
        foreach (var component in version.Components)
        {
            table.Add(
                new(await names.CompetenceAsync(component.CompetenceId)),
                new(levels.Fitting(component.Level, component.Level, withName: true)));
        }

        table.Write();
    }

    string Standing(string renewBy) =>
        renewBy.Length == 0 ? page.Texts["StandingKept"] : page.Texts["StandingRenewed", page.Texts.Date(LastDay.Before(renewBy))];

    void Statements(Requirement version)
    {
        if (version.Statements.Count == 0) return;
        var texts = page.Texts;
        page.Markup("");
        page.Text(texts["StatementsTitle"]);
        var table = new TextTable(
            page, new(texts["ColumnParty"]), new(texts["ColumnStance"]), new(texts["ColumnDate"]), new(texts["ColumnText"], Wraps: true));
        foreach (var statement in version.Statements)
        {
            var party = consultation.Parties.FirstOrDefault(one => one.Id == statement.PartyId)?.NameNb ?? statement.PartyId;
            table.Add(
                new(Safe.Plain(party)), new(texts.Word("Stance", statement.Stance.ToString())),
                new(texts.ShortDate(statement.Date)), new(Safe.Plain(statement.Text)));
        }

        table.Write();
    }
}
