using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Kompetanse.Cli.CommandLine;

/// <summary>Where the command writes, and what can be shown there.</summary>
/// <param name="Width">Columns of the output.</param>
/// <param name="Rich">The output is a terminal: colours and block characters may be used.</param>
/// <param name="RichError">The same for the error stream, where progress goes.</param>
internal sealed record Screen(TextWriter Output, TextWriter Error, int Width, bool Rich, bool RichError)
{
    const int RedirectedWidth = 100;
    const int Narrowest = 60;

    public static Screen OfConsole(Func<string, string?> environment)
    {
        var dumb = environment("TERM") == "dumb";
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new(
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            ColumnsOf(environment),
            Rich: !Console.IsOutputRedirected && !dumb,
            RichError: !Console.IsErrorRedirected && !dumb);
    }

    /// <summary>Spectre on the output, or on the error stream. NO_COLOR (no-color.org) is honoured by Spectre itself.</summary>
    public IAnsiConsole Spectre(bool error = false)
    {
        var rich = error ? RichError : Rich;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error ? Error : Output),
            Ansi = rich ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = rich ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = rich ? InteractionSupport.Yes : InteractionSupport.No,
        });
        console.Profile.Width = Width;
        console.Profile.Capabilities.Unicode = rich;
        return console;
    }

    static int ColumnsOf(Func<string, string?> environment)
    {
        if (int.TryParse(environment("COLUMNS"), CultureInfo.InvariantCulture, out var columns)) return Math.Max(columns, Narrowest);
        return Console.IsOutputRedirected ? RedirectedWidth : Math.Max(Console.WindowWidth, Narrowest);
    }
}
