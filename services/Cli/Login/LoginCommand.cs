using System.CommandLine;
using System.CommandLine.Parsing;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Login;

/// <summary>`kompetanse login`: asks the issuer for a token, and keeps it for the host.</summary>
internal static class LoginCommand
{
    public static Command Create(CommandContext context, CommonOptions common)
    {
        var texts = context.Texts;
        var issuer = new Option<Uri?>("--issuer")
        {
            HelpName = "URL",
            Description = texts["OptionIssuer"],
            Required = true,
            CustomParser = result => ParseIssuer(result, texts),
        };
        var client = new Option<string>("--client-id") { HelpName = "ID", Description = texts["OptionClientId"], Required = true };
        var scope = new Option<string>("--scope")
        {
            HelpName = "TEXT",
            Description = texts["OptionScope"],
            DefaultValueFactory = _ => "openid",
        };
        var resource = new Option<string?>("--resource") { HelpName = "URI", Description = texts["OptionResource"] };
        var command = new Command("login", texts["HelpLogin"]) { issuer, client, scope, resource };
        command.SetAction((parsed, cancellation) =>
        {
            var address = common.TargetOf(parsed).Address;
            return Guard.RunAsync(context, address, async () =>
            {
                var store = LoginStore.Of(context) ?? throw new CredentialsException(texts["NowhereToKeep"]);
                using var http = context.Http();
                var flow = new DeviceFlow(context, http, parsed.GetRequiredValue(issuer)!, parsed.GetRequiredValue(client));
                var granted = await flow.RunAsync(parsed.GetRequiredValue(scope), parsed.GetValue(resource), cancellation);
                Keep(store, address, granted, texts);
                context.Output.WriteLine(texts[
                    "LoggedIn", address.GetLeftPart(UriPartial.Authority), granted.Ends.ToLocalTime().ToString("HH:mm", texts.Culture)]);
                return ExitCode.Ok;
            }, cancellation);
        });
        return command;
    }

    static void Keep(LoginStore store, Uri address, Granted granted, Texts texts)
    {
        try
        {
            store.Keep(address, granted.Token, granted.Ends);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException(texts["LoginNotKept", exception.Message]);
        }
    }

    static Uri? ParseIssuer(ArgumentResult result, Texts texts)
    {
        var given = result.Tokens[0].Value;
        if (Uri.TryCreate(given, UriKind.Absolute, out var issuer)
            && (issuer.Scheme == Uri.UriSchemeHttps || (issuer.Scheme == Uri.UriSchemeHttp && issuer.IsLoopback)))
        {
            return issuer;
        }

        result.AddError(texts["BadIssuer", given]);
        return null;
    }
}
