using System.Text.Json;
using Kompetanse.Cli.CommandLine;

namespace Kompetanse.Cli.Login;

/// <summary>A login: the token, and the host it is for. It is sent to no other.</summary>
internal sealed record StoredLogin(string Host, string Token, DateTimeOffset Ends);

/// <summary>The file that keeps the user's login, which nobody else may read.</summary>
internal sealed class LoginStore
{
    readonly string file;

    LoginStore(string file) => this.file = file;

    /// <summary>In the user's directory for settings, as the system has it; null when there is none.</summary>
    public static LoginStore? Of(CommandContext context)
    {
        var settings = Variable("XDG_CONFIG_HOME") ?? Variable("APPDATA")
            ?? (Variable("HOME") is { } home ? Path.Combine(home, ".config") : null);
        return settings is null ? null : new(Path.Combine(settings, "kompetanse", "login.json"));

        string? Variable(string name) => context.Environment(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The login for a host; null when there is none, or the file is not one of ours.</summary>
    public StoredLogin? Find(Uri host)
    {
        try
        {
            var login = JsonSerializer.Deserialize<StoredLogin>(File.ReadAllBytes(file));
            return login?.Host == NameOf(host) ? login : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps a login, in place of the one before.</summary>
    public void Keep(Uri host, string token, DateTimeOffset ends)
    {
        var directory = Path.GetDirectoryName(file)!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // A new file, so that it is nobody else's from its first byte on; then in the place of the old one.
        var fresh = $"{file}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(stream, new StoredLogin(NameOf(host), token, ends));
        }

        File.Move(fresh, file, overwrite: true);
    }

    /// <summary>Forgets the login. Whether there was one.</summary>
    public bool Forget()
    {
        if (!File.Exists(file)) return false;
        File.Delete(file);
        return true;
    }

    static string NameOf(Uri host) => host.GetLeftPart(UriPartial.Authority).ToLowerInvariant();
}
