using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Kompetanse.Cli.Catalogue;
using Kompetanse.Cli.Import;
using Kompetanse.Cli.Ledger;
using Kompetanse.Cli.Login;
using Kompetanse.Cli.Report;
using Kompetanse.Cli.Requirements;
using Kompetanse.Cli.Verification;

namespace Kompetanse.Cli.CommandLine;

/// <summary>The command `kompetanse`, with all it can do.</summary>
internal static class KompetanseCommand
{
    public static Task<int> RunAsync(string[] arguments, CommandContext context)
    {
        var parsed = Create(context).Parse(arguments);
        if (parsed.Action is ParseErrorAction || (parsed.Errors.Count > 0 && parsed.Action is not HelpPage))
        {
            foreach (var error in UsageErrors.Describe(parsed, context.Texts)) context.Error.WriteLine(error);
            context.Error.WriteLine(context.Texts["SeeHelp", HelpPage.PathOf(parsed.CommandResult.Command)]);
            return Task.FromResult(ExitCode.Usage);
        }

        return parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = context.Output,
            Error = context.Error,
            EnableDefaultExceptionHandler = false,
        });
    }

    static RootCommand Create(CommandContext context)
    {
        var common = new CommonOptions(context);
        var root = new RootCommand(context.Texts["HelpRoot"])
        {
            ImportCommand.Create(context, common),
            ReportCommand.Create(context, common),
            CheckCommand.Create(context, common),
            VerifyCommand.Create(context, common),
            RevokeCommand.Create(context, common),
            ExpiringCommand.Create(context, common),
            RequirementsCommand.Create(context, common),
            CatalogueCommand.Create(context, common),
            LedgerCommand.Create(context, common),
            LoginCommand.Create(context, common),
            LogoutCommand.Create(context),
            common.Address,
            common.TokenFile,
            common.Persona,
            common.Purpose,
            common.Language,
        };
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Description = context.Texts["OptionHelp"];
                help.Action = new HelpPage(context);
            }
            else if (option is VersionOption version)
            {
                version.Description = context.Texts["OptionVersion"];
            }
        }

        return root;
    }
}
