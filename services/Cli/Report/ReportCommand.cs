using System.CommandLine;
using Google.Protobuf;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.Cli.Report;

/// <summary>`kompetanse report UNIT`: where the unit stands, and what to do first.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var unit = new Argument<string>("UNIT") { Description = texts["ArgumentUnit"] };
        var asOf = CommonOptions.Date("--as-of", texts["OptionAsOf"], texts);
        var basis = CommonOptions.Choice(
            "--basis", texts["OptionBasis"], texts, ("best", LevelBasis.Best), ("self", LevelBasis.Self),
            ("agreed", LevelBasis.Agreed), ("verified", LevelBasis.Verified));
        var onlyUnit = new Option<bool>("--only-unit") { Description = texts["OptionOnlyUnit"] };
        var full = new Option<bool>("--full") { Description = texts["OptionFull"] };
        var format = CommonOptions.Choice<Action<UnitReport, CommandContext, bool>>(
            "--format", texts["OptionFormat"], texts, ("table", ReportTable.Write), ("csv", ReportCsv.Write),
            ("json", WriteJson));
        var command = new Command("report", texts["HelpReport"]) { unit, asOf, basis, onlyUnit, full, format };
        command.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            var request = new GetUnitReportRequest
            {
                UnitId = parsed.GetRequiredValue(unit),
                AsOf = parsed.GetRequiredValue(asOf),
                Basis = parsed.GetRequiredValue(basis),
                OnlyUnit = parsed.GetValue(onlyUnit),
            };
            return Guard.RunAsync(context, target.Address, async () =>
            {
                using var server = target.Connect();
                var report = await server.GapAnalysis.GetUnitReportAsync(request, cancellationToken: cancellation);
                parsed.GetRequiredValue(format)(report, context, parsed.GetValue(full));
                return ExitCode.Ok;
            }, cancellation);
        });
        return command;
    }

    // Zeros are written out, so that whoever reads it finds every field.
    static void WriteJson(UnitReport report, CommandContext context, bool full) =>
        context.Output.WriteLine(new JsonFormatter(
            JsonFormatter.Settings.Default.WithIndentation().WithFormatDefaultValues(true)).Format(report));
}
