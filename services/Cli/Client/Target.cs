using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Login;

namespace Kompetanse.Cli.Client;

/// <summary>The host that a command is for, and how the user wants to be known there.</summary>
/// <param name="Purpose">What the calls are for; empty when nothing was said.</param>
internal sealed record Target(CommandContext Context, Uri Address, Credentials Credentials, string Purpose)
{
    /// <summary>Opens the way to the host; nothing is sent before the first call.</summary>
    /// <exception cref="CredentialsException">What should tell who calls can't be read, or may not be sent there.</exception>
    public KompetanseClient Connect() =>
        Context.Connect(new Connection(Address, Credentials.HeaderFor(Address), Purpose), Context.Texts);
}

/// <summary>What is needed to call a host.</summary>
/// <param name="Authorization">The header that tells who calls; null to send none.</param>
internal sealed record Connection(Uri Address, string? Authorization, string Purpose);
