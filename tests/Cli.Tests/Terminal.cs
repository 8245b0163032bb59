using System.Text;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Tests;

/// <summary>Runs the command as a user would, with a fake host at the other end.</summary>
internal sealed class Terminal
{
    readonly StringBuilder output = new();
    readonly StringBuilder error = new();

    public FakeKompetanse Host { get; init; } = new();

    public int Width { get; init; } = 100;

    /// <summary>As on a terminal, where block characters can be shown.</summary>
    public bool Rich { get; init; }

    /// <summary>Progress goes to a terminal.</summary>
    public bool RichError { get; init; }

    public Dictionary<string, string> Environment { get; init; } = [];

    public Uri? Address { get; private set; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    public async Task<int> RunAsync(params string[] arguments)
    {
        var environment = (string name) => Environment.GetValueOrDefault(name);
        using var outputWriter = new StringWriter(output) { NewLine = "\n" };
        using var errorWriter = new StringWriter(error) { NewLine = "\n" };
        var screen = new Screen(outputWriter, errorWriter, Width, Rich, RichError);
        return await KompetanseCommand.RunAsync(
            arguments, new(screen, Texts.Select(arguments, environment), environment, Connect));
    }

    FakeKompetanse Connect(Uri address, Texts texts)
    {
        Address = address;
        return Host;
    }
}
