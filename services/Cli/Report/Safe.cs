namespace Kompetanse.Cli.Report;

/// <summary>Names come from elsewhere: a control character in one must not steer the terminal.</summary>
internal static class Safe
{
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    public static string Markup(string text) => Spectre.Console.Markup.Escape(Plain(text));
}
