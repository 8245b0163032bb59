using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.Tests;

/// <summary>Runs the command as a user would, with a fake host at the other end.</summary>
internal sealed class Terminal
{
    readonly StringWriter output = new() { NewLine = "\n" };
    readonly StringWriter error = new() { NewLine = "\n" };

    public FakeKompetanse Host { get; init; } = new();

    public int Width { get; init; } = 100;

    /// <summary>As on a terminal, where block characters can be shown.</summary>
    public bool Rich { get; init; }

    public Dictionary<string, string> Environment { get; init; } = [];

    public Uri? Address { get; private set; }

    public string Output => output.ToString();

    public string Error => error.ToString();

    public Task<int> RunAsync(params string[] arguments)
    {
        var environment = (string name) => Environment.GetValueOrDefault(name);
        var screen = new Screen(output, error, Width, Rich, RichError: false);
        return KompetanseCommand.RunAsync(
            arguments, new(screen, Texts.Select(arguments, environment), environment, Connect));
    }

    FakeKompetanse Connect(Uri address, Texts texts)
    {
        Address = address;
        return Host;
    }
}
