using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Login;

/// <summary>Finds what tells a host who calls: the first that there is of a token, a made-up person and a stored login.</summary>
internal sealed record Credentials(CommandContext Context, string? TokenFile, string? Persona)
{
    /// <summary>Whom a host in development takes for the one who tries it.</summary>
    const string UsualPersona = "operator";

    /// <summary>The header for a host; null when there is nothing to tell it.</summary>
    /// <exception cref="CredentialsException">A token can't be read, has expired, or may not be sent there.</exception>
    public string? HeaderFor(Uri address)
    {
        var token = TokenFile is not null ? Read(TokenFile)
            : Variable("KOMPETANSE_TOKEN") ?? (Variable("KOMPETANSE_TOKEN_FILE") is { } file ? Read(file) : null);
        if (token is not null) return Bearer(token, address);
        if ((Persona ?? Variable("KOMPETANSE_PERSONA")) is { } persona) return "Persona " + Uri.EscapeDataString(persona);
        if (LoginStore.Of(Context)?.Find(address) is { } login)
        {
            return login.Ends > Context.Time.GetUtcNow()
                ? Bearer(login.Token, address)
                : throw new CredentialsException(Context.Texts["LoginExpired"]);
        }

        return address.IsLoopback ? "Persona " + UsualPersona : null;
    }

    string Bearer(string token, Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? "Bearer " + token
            : throw new CredentialsException(Context.Texts["TokenNeedsTls", address]);

    string Read(string file)
    {
        try
        {
            var token = File.ReadAllText(file).Trim();
            return token.Length > 0 && token.All(c => c is > ' ' and <= '~')
                ? token
                : throw new CredentialsException(Context.Texts["NoTokenInFile", file]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialsException(Context.Texts["UnreadableTokenFile", file, exception.Message]);
        }
    }

    string? Variable(string name) => Context.Environment(name)?.Trim() is { Length: > 0 } value ? value : null;
}
