using System.CommandLine;
using Google.Protobuf;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.CommandLine;

/// <summary>What commands share that ask a host and show its answer.</summary>
internal static class Calling
{
    /// <summary>The command calls the host it is told, and ends with 0 unless it is refused.</summary>
    public static void SetCall(
        this Command command, CommandContext context, CommonOptions common, Func<ParseResult, KompetanseClient, CancellationToken, Task> call) =>
        command.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            return Guard.RunAsync(context, target.Address, async () =>
            {
                using var server = target.Connect();
                await call(parsed, server, cancellation);
                return ExitCode.Ok;
            }, cancellation);
        });

    /// <summary>`--format table|json`.</summary>
    public static Option<AnswerFormat> Format(Texts texts) => CommonOptions.Choice(
        "--format", texts["OptionAnswerFormat"], texts, ("table", AnswerFormat.Table), ("json", AnswerFormat.Json));

    /// <summary>An answer as it came. Zeros are written out, so that whoever reads it finds every field.</summary>
    public static void WriteJson(this CommandContext context, IMessage answer) =>
        context.Output.WriteLine(new JsonFormatter(
            JsonFormatter.Settings.Default.WithIndentation().WithFormatDefaultValues(true)).Format(answer));
}

/// <summary>How an answer is shown.</summary>
internal enum AnswerFormat
{
    /// <summary>In words and tables, for people.</summary>
    Table,

    /// <summary>As it came, for programs.</summary>
    Json,
}
