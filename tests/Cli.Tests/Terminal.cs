using System.Text;
using Kompetanse.Cli.Client;
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

    /// <summary>How the last command called the host; null when none did.</summary>
    public Connection? Connection { get; private set; }

    public Uri? Address => Connection?.Address;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Answers what a login asks of the issuer.</summary>
    public Func<HttpClient> Http { get; init; } = () => throw new InvalidOperationException("No issuer is expected to be asked.");

    public string Output => output.ToString();

    public string Error => error.ToString();

    public async Task<int> RunAsync(params string[] arguments)
    {
        var environment = (string name) => Environment.GetValueOrDefault(name);
        using var outputWriter = new StringWriter(output) { NewLine = "\n" };
        using var errorWriter = new StringWriter(error) { NewLine = "\n" };
        var screen = new Screen(outputWriter, errorWriter, Width, Rich, RichError);
        return await KompetanseCommand.RunAsync(
            arguments, new(screen, Texts.Select(arguments, environment), environment, Connect) { Time = Time, Http = Http });
    }

    KompetanseClient Connect(Connection connection, Texts texts)
    {
        Connection = connection;
        return new KompetanseClient(Host);
    }
}
