using System.CommandLine;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Ledger;

/// <summary>`kompetanse ledger verify`: is everything that was recorded still as it was recorded?</summary>
internal static class LedgerCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var verify = new Command("verify", context.Texts["HelpLedgerVerify"]);
        verify.SetAction((parsed, cancellation) =>
        {
            var address = parsed.GetRequiredValue(common.Address)!;
            return Guard.RunAsync(context, address, () => VerifyAsync(context, address, cancellation));
        });
        return new Command("ledger", context.Texts["HelpLedger"]) { verify };
    }

    static async Task<int> VerifyAsync(CommandContext context, Uri address, CancellationToken cancellation)
    {
        await using var server = context.Connect(address, context.Texts);
        var answer = await server.VerifyLedgerAsync(cancellation);
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
