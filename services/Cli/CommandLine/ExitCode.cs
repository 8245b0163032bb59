namespace Kompetanse.Cli.CommandLine;

/// <summary>How a command ended, for scripts; the help lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>Bad input, or refused by the server; or a fault in the ledger.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself was wrong.</summary>
    public const int Usage = 2;

    /// <summary>No server answered at the address.</summary>
    public const int Unavailable = 3;

    /// <summary>Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
