using System.CommandLine;
using System.Diagnostics;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Bulk.V1;

namespace Kompetanse.Cli.Import;

/// <summary>`kompetanse import DIR`: an agency from a folder of CSV files, all of it or nothing.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var folder = new Argument<string>("DIR") { Description = texts["ArgumentImportFolder"] };
        var check = new Option<bool>("--check") { Description = texts["OptionCheck"] };
        var requestId = new Option<string>("--request-id") { HelpName = "ID", Description = texts["OptionRequestId"] };
        var command = new Command("import", texts["HelpImport"]) { folder, check, requestId };
        command.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            var import = new ImportRun(context, target, parsed.GetValue(check), parsed.GetValue(requestId));
            return Guard.RunAsync(
                context, target.Address, () => import.RunAsync(parsed.GetRequiredValue(folder), cancellation), cancellation);
        });
        return command;
    }
}

/// <summary>One import: checks the files, streams them, and says how it went.</summary>
internal sealed class ImportRun(CommandContext context, Target target, bool check, string? requestId)
{
    readonly FaultList faults = new();

    public async Task<int> RunAsync(string path, CancellationToken cancellation)
    {
        foreach (var unknown in ImportFolder.UnknownFiles(path))
            context.Error.WriteLine(context.Texts["UnknownFile", unknown]);

        var started = Stopwatch.GetTimestamp();
        var folder = ImportFolder.Open(path, faults);
        var (response, parts) = context.Screen.RichError
            ? await LiveProgress.RunAsync(
                context.Screen.Spectre(error: true), context.Texts, bars => SendAsync(folder, bars, cancellation))
            : await SendAsync(folder, new PlainProgress(context.Error, context.Texts), cancellation);
        var rows = CsvSchema.All
            .Where(schema => parts.RowCounts.ContainsKey(schema.File))
            .Select(schema => (schema.File, parts.RowCounts[schema.File]));
        new ImportSummary(context, check).Write(rows, response, Stopwatch.GetElapsedTime(started));
        return ExitCode.Ok;
    }

    async Task<(ImportResponse Response, ImportParts Parts)> SendAsync(
        ImportFolder folder, IImportProgress progress, CancellationToken cancellation)
    {
        var parts = new ImportParts(folder, faults, progress);
        var stream = new ImportStream(parts, faults, progress);
        using var server = target.Connect();
        try
        {
            var id = requestId ?? Guid.NewGuid().ToString();
            var response = await server.Bulk.ImportAsync(stream.ReadAsync(id, check, cancellation), cancellation);
            return (response, parts);
        }
        catch (Exception) when (faults.Any)
        {
            // However the aborted call ended, the reason is in the files.
            throw new BadInputException(faults.Faults);
        }
        catch (RpcException refusal)
        {
            await stream.Stopped;
            if (Refusal.Faults(refusal, parts.Places) is { Count: > 0 } refused) throw new BadInputException(refused);
            throw;
        }
    }
}
