using Kompetanse.Cli.Client;
using Kompetanse.Cli.Text;

namespace Kompetanse.Cli.CommandLine;

/// <summary>What every command needs from the outside.</summary>
/// <param name="Connect">Opens the way to the host at an address; nothing is sent before the first call.</param>
internal sealed record CommandContext(
    Screen Screen, Texts Texts, Func<string, string?> Environment, Func<Connection, Texts, KompetanseClient> Connect)
{
    /// <summary>The clock of logins and their waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Opens the way to an issuer of tokens.</summary>
    public Func<HttpClient> Http { get; init; } = () => new() { Timeout = TimeSpan.FromSeconds(30) };

    public TextWriter Output => Screen.Output;

    public TextWriter Error => Screen.Error;
}
