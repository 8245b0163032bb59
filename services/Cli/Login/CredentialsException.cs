namespace Kompetanse.Cli.Login;

/// <summary>The user can't be logged in, or told to a host. The message is for the user, in their language.</summary>
internal sealed class CredentialsException(string message) : Exception(message);
