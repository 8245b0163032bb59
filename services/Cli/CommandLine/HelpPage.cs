using System.CommandLine;
using System.CommandLine.Invocation;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.CommandLine;

/// <summary>The help of a command: what it is for, how it is written, and examples to copy.</summary>
internal sealed class HelpPage(CommandContext context) : SynchronousCommandLineAction
{
    readonly Texts texts = context.Texts;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        Write(command.Description ?? "");
        Section("HelpUsage", [(Usage(command), "")]);
        Section("HelpCommands", command.Subcommands.Select(sub => (Synopsis(sub), Summary(sub))));
        Section("HelpArguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        Section("HelpOptions", command.AllOptions().Select(option => (Synopsis(option), option.Description ?? "")));
        Write(texts["More" + Key(command)]);
        return ExitCode.Ok;
    }

    /// <summary>`kompetanse ledger verify`.</summary>
    public static string PathOf(Command command) => string.Join(' ', Names(command).Prepend("kompetanse"));

    string Usage(Command command)
    {
        var what = command.Subcommands.Count > 0 ? $" <{texts["HelpCommandWord"]}>" : "";
        var arguments = string.Concat(command.Arguments.Select(argument => " " + argument.Name));
        return $"{PathOf(command)}{what}{arguments} [{texts["HelpOptionsWord"]}]";
    }

    static string Synopsis(Command command) =>
        command.Name + string.Concat(command.Arguments.Select(argument => " " + argument.Name));

    static string Synopsis(Option option) =>
        string.Join(", ", option.Aliases.Where(alias => alias == "-h").Append(option.Name))
        + (option.HelpName is { } name ? " " + name : "");

    static string Summary(Command command) => (command.Description ?? "").Split('\n')[0];

    // `MoreRoot`, `MoreImport`, `MoreCatalogueImport`: examples, files and exit codes.
    static string Key(Command command) =>
        command is RootCommand ? "Root" : string.Concat(Names(command).Select(name => char.ToUpperInvariant(name[0]) + name[1..]));

    static IEnumerable<string> Names(Command command) =>
        command.AndAbove().Where(above => above is not RootCommand).Select(above => above.Name).Reverse();

    void Section(string title, IEnumerable<(string Term, string Text)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        context.Output.WriteLine();
        context.Output.WriteLine(texts[title]);
        var indent = Math.Min(34, all.Max(line => line.Term.Length)) + 4;
        foreach (var (term, text) in all)
        {
            var wrapped = Wrapping.Wrap(text, Math.Max(30, context.Screen.Width - indent));
            context.Output.WriteLine($"  {term}{new string(' ', Math.Max(2, indent - 2 - term.Length))}{wrapped[0]}".TrimEnd());
            foreach (var more in wrapped.Skip(1)) context.Output.WriteLine(new string(' ', indent) + more);
        }
    }

    void Write(string text)
    {
        if (text.StartsWith('\n')) context.Output.WriteLine();
        foreach (var line in text.Trim('\n').Split('\n')) context.Output.WriteLine(line.TrimEnd());
    }
}
