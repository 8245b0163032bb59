using System.CommandLine;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.CommandLine;

/// <summary>Says in the user's language what is wrong with a command line.</summary>
internal static class UsageErrors
{
    public static IEnumerable<string> Describe(ParseResult parsed, Texts texts)
    {
        var found = Missing(parsed, texts)
            .Concat(parsed.UnmatchedTokens.Select(token => texts["UnknownArgument", token]))
            .ToList();
        // What is left is what our own options said about their values.
        return found.Count > 0 ? found : parsed.Errors.Select(error => error.Message);
    }

    static IEnumerable<string> Missing(ParseResult parsed, Texts texts)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
            yield return texts["MissingCommand", string.Join(", ", command.Subcommands.Select(sub => sub.Name))];
        foreach (var argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0))
                yield return texts["MissingArgument", argument.Name];
        }

        foreach (var option in command.AllOptions())
        {
            var result = parsed.GetResult(option);
            if (option.Required && (result is null || result.Implicit))
                yield return texts["MissingOption", option.Name, option.HelpName ?? ""];
            else if (result is { Implicit: false } && option.Arity.MinimumNumberOfValues > result.Tokens.Count)
                yield return texts["MissingOptionValue", option.Name, option.HelpName ?? ""];
        }
    }
}
