using System.CommandLine;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;
using Kompetanse.Cli.Verification;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Cli.Requirements;

/// <summary>`kompetanse requirements`: what demanding tasks ask of those who do them alone.</summary>
internal static class RequirementsCommand
{
    public static Command Create(CommandContext context, CommonOptions common) =>
        new("requirements", context.Texts["HelpRequirements"]) { List(context, common), Show(context, common) };

    static Command List(CommandContext context, CommonOptions common)
    {
        var format = Calling.Format(context.Texts);
        var command = new Command("list", context.Texts["HelpRequirementsList"]) { format };
        command.SetCall(context, common, async (parsed, server, cancellation) =>
        {
            var versions = await server.Requirements.ListAllRequirementsAsync("", cancellation);
            if (parsed.GetValue(format) == AnswerFormat.Json)
                context.WriteJson(versions);
            else
                RequirementsTable.Write(await server.Requirements.ListAllTasksAsync(cancellation), versions.Requirements, new(context));
        });
        return command;
    }

    static Command Show(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var task = new Argument<string>("TASK") { Description = texts["ArgumentTask"] };
        var version = Version(texts);
        var format = Calling.Format(texts);
        var command = new Command("show", texts["HelpRequirementsShow"]) { task, version, format };
        command.SetCall(context, common, async (parsed, server, cancellation) =>
        {
            var (id, number) = (parsed.GetRequiredValue(task), parsed.GetValue(version));
            var versions = number == 0
                ? await server.Requirements.ListAllRequirementsAsync(id, cancellation)
                : new ListRequirementsResponse
                {
                    Requirements =
                    {
                        await server.Requirements.GetRequirementAsync(
                            new() { TaskId = id, Version = number }, cancellationToken: cancellation),
                    },
                };
            if (parsed.GetValue(format) == AnswerFormat.Json)
            {
                context.WriteJson(versions);
                return;
            }

            var about = await server.Requirements.GetTaskAsync(new() { Id = id }, cancellationToken: cancellation);
            var parties = await server.Requirements.GetConsultationAsync(new(), cancellationToken: cancellation);
            var page = new RequirementPage(new(context), new Names(server, texts, cancellation), parties);
            await page.WriteAsync(about, versions.Requirements);
        });
        return command;
    }

    static Option<int> Version(Texts texts) => new("--version")
    {
        HelpName = "N",
        Description = texts["OptionVersionNumber"],
        CustomParser = result =>
        {
            var given = result.Tokens[0].Value;
            if (!int.TryParse(given, System.Globalization.CultureInfo.InvariantCulture, out var number) || number < 1)
                result.AddError(texts["BadVersionNumber", given]);
            return number;
        },
    };
}
