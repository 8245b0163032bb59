using System.CommandLine;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Import;

namespace Kompetanse.Cli.Catalogue;

/// <summary>`kompetanse catalogue import --from onet|esco DIR`: competences, roles and profiles that others have made.</summary>
internal static class CatalogueCommand
{
    /// <summary>Both catalogues were published before it (O*NET in 2021, ESCO 1.1.1 in 2022), and most reports ask after it.</summary>
    const string DefaultValidFrom = "2022-01-01";

    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var folder = new Argument<string>("DIR") { Description = texts["ArgumentCatalogueFolder"] };
        var from = CommonOptions.Choice("--from", texts["OptionFrom"], texts, ("onet", Source.Onet), ("esco", Source.Esco));
        from.DefaultValueFactory = null;
        from.Required = true;
        var set = new Option<string>("--set") { HelpName = texts["SetWord"], Description = texts["OptionSet"] };
        var validFrom = CommonOptions.Date("--valid-from", texts["OptionValidFrom", DefaultValidFrom], texts, DefaultValidFrom);
        var dryRun = new Option<bool>("--dry-run") { Description = texts["OptionDryRun"] };
        var command = new Command("import", texts["HelpCatalogueImport"]) { folder, from, set, validFrom, dryRun };
        command.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            return Guard.RunAsync(context, target.Address, async () =>
            {
                var faults = new FaultList();
                var catalogue = Read(
                    context, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(from), parsed.GetValue(set),
                    parsed.GetRequiredValue(validFrom), faults);
                Describe(context, catalogue, parsed.GetRequiredValue(validFrom));
                if (parsed.GetValue(dryRun)) context.Output.WriteLine(texts["DryRun"]);
                else await SendAsync(context, target, catalogue, cancellation);
                return ExitCode.Ok;
            }, cancellation);
        });
        return new Command("catalogue", texts["HelpCatalogue"]) { command };
    }

    static ImportedCatalogue Read(
        CommandContext context, string folder, Source source, string? set, string validFrom, FaultList faults)
    {
        var wanted = source == Source.Onet ? OnetCatalogue.Files : EscoCatalogue.Files;
        var files = CatalogueFiles.Open(folder, set, wanted, faults);
        context.Error.WriteLine(context.Texts["CatalogueFiles", string.Join(", ", files.Names)]);
        if (set is null && files.OtherSets.Count > 0)
            context.Error.WriteLine(context.Texts["OtherSets", files.Set, string.Join(", ", files.OtherSets)]);
        return source == Source.Onet
            ? new OnetCatalogue(validFrom).Read(files, faults)
            : new EscoCatalogue(validFrom).Read(files, faults);
    }

    static void Describe(CommandContext context, ImportedCatalogue catalogue, string validFrom)
    {
        var texts = context.Texts;
        context.Output.WriteLine(texts[
            "CatalogueMade", texts.Number(catalogue.Roles.Count), texts.Number(catalogue.Competences.Count),
            texts.Number(catalogue.Expectations), texts.Date(validFrom)]);
        foreach (var (key, number) in catalogue.Counts) context.Output.WriteLine("  " + texts[key, texts.Number(number)]);
    }

    static async Task SendAsync(
        CommandContext context, Target target, ImportedCatalogue catalogue, CancellationToken cancellation)
    {
        using var server = target.Connect();
        var response = await server.Bulk.ImportAsync(catalogue.Stream(Guid.NewGuid().ToString()), cancellation);
        context.Output.WriteLine(context.Texts[
            "ImportRecorded", context.Texts.Number(response.Changed), response.Position]);
    }

    enum Source
    {
        Onet,
        Esco,
    }
}
