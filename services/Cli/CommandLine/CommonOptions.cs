using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.Login;
using Kompetanse.Cli.Text;
using Kompetanse.Protos;

namespace Kompetanse.Cli.CommandLine;

/// <summary>Options that every command has, and kinds of options that several have.</summary>
internal sealed class CommonOptions
{
    const string DefaultAddress = "http://127.0.0.1:5080";

    readonly CommandContext context;

    public CommonOptions(CommandContext context)
    {
        this.context = context;
        var texts = context.Texts;
        Address = new("--address")
        {
            HelpName = "URL",
            Description = texts["OptionAddress", DefaultAddress],
            Recursive = true,
            CustomParser = result => ParseAddress(result, result.Tokens[0].Value, texts),
            DefaultValueFactory = result =>
                ParseAddress(result, context.Environment("KOMPETANSE_ADDRESS") ?? DefaultAddress, texts),
        };
        TokenFile = new("--token-file") { HelpName = "FILE", Description = texts["OptionTokenFile"], Recursive = true };
        Persona = new("--persona") { HelpName = "NAME", Description = texts["OptionPersona"], Recursive = true };
        Purpose = new("--purpose")
        {
            HelpName = "TEXT",
            Description = texts["OptionPurpose", PurposeHeader.MaxLength],
            Recursive = true,
            DefaultValueFactory = _ => "",
        };
        Purpose.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>().Length > PurposeHeader.MaxLength)
                result.AddError(texts["PurposeTooLong", PurposeHeader.MaxLength]);
        });
        // Read before parsing, by Texts.Select; here so that it is known and explained.
        Language = Choice("--lang", texts["OptionLang"], texts, ("nb", "nb"), ("en", "en"));
        Language.Recursive = true;
    }

    public Option<Uri?> Address { get; }

    public Option<string?> TokenFile { get; }

    public Option<string?> Persona { get; }

    public Option<string> Purpose { get; }

    public Option<string> Language { get; }

    /// <summary>The host that a command line is for.</summary>
    public Target TargetOf(ParseResult parsed) => new(
        context, parsed.GetRequiredValue(Address)!,
        new Credentials(context, parsed.GetValue(TokenFile), parsed.GetValue(Persona)), parsed.GetRequiredValue(Purpose));

    /// <summary>An option that takes one of some words; the first is the default.</summary>
    public static Option<T> Choice<T>(string name, string description, Texts texts, params (string Word, T Value)[] choices) =>
        new(name)
        {
            HelpName = string.Join('|', choices.Select(choice => choice.Word)),
            Description = description,
            DefaultValueFactory = _ => choices[0].Value,
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                foreach (var (word, value) in choices)
                {
                    if (word == given) return value;
                }

                result.AddError(texts["BadChoice", name, given, string.Join(", ", choices.Select(choice => choice.Word))]);
                return default;
            },
        };

    /// <summary>An ISO date, kept as it is written; empty when not given.</summary>
    public static Option<string> Date(string name, string description, Texts texts, string whenAbsent = "") =>
        new(name)
        {
            HelpName = "YYYY-MM-DD",
            Description = description,
            DefaultValueFactory = _ => whenAbsent,
            CustomParser = result =>
            {
                var given = result.Tokens[0].Value;
                if (!DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                    result.AddError(texts["BadDateOption", name, given]);
                return given;
            },
        };

    static Uri? ParseAddress(ArgumentResult result, string given, Texts texts)
    {
        if (Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return address;
        result.AddError(texts["BadAddress", given, DefaultAddress]);
        return null;
    }
}
