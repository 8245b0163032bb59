using System.CommandLine;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Report;

namespace Kompetanse.Cli.Verification;

/// <summary>`kompetanse revoke ID --reason TEXT`: a verification ends today.</summary>
internal static class RevokeCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var id = new Argument<string>("ID") { Description = texts["ArgumentVerification"] };
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = texts["OptionRevokeReason"], Required = true };
        var command = new Command("revoke", texts["HelpRevoke"]) { id, reason };
        command.SetCall(context, common, async (parsed, server, cancellation) =>
        {
            var revoked = await server.Verifications.RevokeAsync(
                new()
                {
                    Id = parsed.GetRequiredValue(id),
                    Reason = parsed.GetRequiredValue(reason),
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: cancellation);
            var names = new Names(server, texts, cancellation);
            var what = revoked.TaskId.Length > 0
                ? await names.TaskAsync(revoked.TaskId)
                : await names.CompetenceAsync(revoked.CompetenceId);
            var page = new Page(context);
            page.Text(texts["Revoked", revoked.Id, revoked.EmployeeId, what], "bold");
            page.Text(texts["RevokedFrom", texts.Date(revoked.RevokedOn), revoked.RevokedBy]);
            page.Text(texts["Reasoning", revoked.RevokedBecause]);
        });
        return command;
    }
}
