using System.CommandLine;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Report;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Verification;

/// <summary>`kompetanse check EMPLOYEE TASK`: may this person do this task? Ends with 0 whatever the answer is.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var employee = new Argument<string>("EMPLOYEE") { Description = texts["ArgumentEmployee"] };
        var task = new Argument<string>("TASK") { Description = texts["ArgumentTask"] };
        var date = CommonOptions.Date("--date", texts["OptionCheckDate"], texts);
        var format = Calling.Format(texts);
        var command = new Command("check", texts["HelpCheck"]) { employee, task, date, format };
        command.SetCall(context, common, async (parsed, server, cancellation) =>
        {
            var check = await server.Verifications.CheckTaskAsync(
                new()
                {
                    EmployeeId = parsed.GetRequiredValue(employee),
                    TaskId = parsed.GetRequiredValue(task),
                    Date = parsed.GetRequiredValue(date),
                },
                cancellationToken: cancellation);
            if (parsed.GetValue(format) == AnswerFormat.Json)
                context.WriteJson(check);
            else
                await WriteAsync(check, new Page(context), new Names(server, texts, cancellation));
        });
        return command;
    }

    static async Task WriteAsync(TaskCheck check, Page page, Names names)
    {
        var texts = page.Texts;
        page.Text(texts["CheckHeading", check.EmployeeId, await names.TaskAsync(check.TaskId), texts.Date(check.Date)]);
        var deliverer = check.DeliveredBy.Length > 0 ? await names.UnitAsync(check.DeliveredBy) : "";
        var (answer, style) = check.Answer switch
        {
            TaskAnswer.Alone => (texts["MayAlone"], "bold green"),
            TaskAnswer.Supervised => (texts["MaySupervised", string.Join(", ", check.Supervisors)], "bold yellow"),
            TaskAnswer.Delivered => (texts["IsDelivered", deliverer], "bold blue"),
            TaskAnswer.NotQualified => (texts["NotQualified"], "bold red"),
            _ => (check.Answer.ToString(), "bold"),
        };
        page.Text(answer, style);
        if (check.Until.Length > 0) page.Text(texts["HoldsThrough", texts.Date(LastDay.Before(check.Until))]);
        page.Text(texts["Because", Reasons(check, texts)]);
    }

    static string Reasons(TaskCheck check, Texts texts)
    {
        var reasons = string.Join(' ', check.Reasons.Select(reason => texts.Word("Reason", reason)));
        return check.VerificationId.Length > 0 ? $"{reasons} ({check.VerificationId})" : reasons;
    }
}
