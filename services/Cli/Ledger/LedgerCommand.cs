using System.CommandLine;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Ledger;

/// <summary>`kompetanse ledger verify`: is everything that was recorded still as it was recorded?</summary>
internal static class LedgerCommand
{
    /// <summary>Every entry there ever was is read and summed again.</summary>
    static readonly TimeSpan LongestReading = TimeSpan.FromMinutes(30);

    public static Command Create(CommandContext context, CommonOptions common)
    {
        var verify = new Command("verify", context.Texts["HelpLedgerVerify"]);
        verify.SetAction((parsed, cancellation) =>
        {
            var target = common.TargetOf(parsed);
            return Guard.RunAsync(context, target.Address, () => VerifyAsync(context, target, cancellation), cancellation);
        });
        return new Command("ledger", context.Texts["HelpLedger"]) { verify };
    }

    static async Task<int> VerifyAsync(CommandContext context, Target target, CancellationToken cancellation)
    {
        using var server = target.Connect();
        var answer = await server.Ledger.VerifyAsync(new(), deadline: DateTime.UtcNow + LongestReading, cancellationToken: cancellation);
        var texts = context.Texts;
        if (answer.Fault is { } fault)
        {
            context.Error.WriteLine(texts["LedgerFault", fault.Position, fault.Message, fault.Reason]);
            context.Error.WriteLine(texts["LedgerSoundUntil", texts.Count("Entries", answer.Entries), answer.Position, answer.Head]);
            return ExitCode.Refused;
        }

        context.Output.WriteLine(answer.Position == 0
            ? texts["LedgerEmpty"]
            : texts["LedgerWhole", texts.Count("Entries", answer.Entries), answer.Position, answer.Head]);
        return ExitCode.Ok;
    }
}
