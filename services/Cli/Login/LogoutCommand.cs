using System.CommandLine;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Login;

/// <summary>`kompetanse logout`: forgets the login that is kept here. The token itself ends by its own time.</summary>
internal static class LogoutCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("logout", context.Texts["HelpLogout"]);
        command.SetAction(_ =>
        {
            var forgotten = LoginStore.Of(context)?.Forget() == true;
            context.Output.WriteLine(context.Texts[forgotten ? "LoggedOut" : "NotLoggedIn"]);
            return ExitCode.Ok;
        });
        return command;
    }
}
