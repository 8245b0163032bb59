using System.Diagnostics;
using System.Text.RegularExpressions;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Identity;

/// <summary>The command logs in at a real issuer, and is known to a host in production.</summary>
public sealed partial class LoginTests(IssuedHost issued) : IClassFixture<IssuedHost>, IDisposable
{
    readonly TemporaryFolder settings = new();

    public void Dispose() => settings.Dispose();

    [Fact]
    public async Task Without_a_login_the_command_says_what_to_do()
    {
        var ended = await RunAsync("report", "kontor");
        ended.ExitCode.ShouldBe(1);
        // On its own machine the command tries whether the host is one in development.
        ended.Error.ShouldBe(
            "Utviklingspersoner godtas bare av en vert i utvikling. Logg inn med «kompetanse login», eller send et token. [PERSONAS_NOT_ACCEPTED]\n");
    }

    [Fact]
    public async Task Somebody_who_approves_in_a_browser_is_logged_in_until_they_log_out()
    {
        var login = await LoginAsync("anna");
        login.ExitCode.ShouldBe(0, login.Error);
        login.Output.ShouldMatch(@"Du er logget inn på http://127\.0\.0\.1:\d+ til kl\. \d\d:\d\d\.");
        var file = settings.PathOf(Path.Combine("kompetanse", "login.json"));
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // The host knows who asks: it is the unit that it does not know, or that anna may not see.
        (await RunAsync("report", "kontor")).Error.ShouldNotContain("PERSONAS_NOT_ACCEPTED");
        // To another host the login is not told.
        (await RunAsync("report", "kontor", "--address", issued.Host.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))
            .Error.ShouldContain("PERSONAS_NOT_ACCEPTED");

        (await RunAsync("logout")).Succeeded().ShouldBe("Du er logget ut.\n");
        File.Exists(file).ShouldBeFalse();
        (await RunAsync("report", "kontor")).Error.ShouldContain("PERSONAS_NOT_ACCEPTED");
        (await RunAsync("logout")).Succeeded().ShouldBe("Du var ikke logget inn.\n");
    }

    [Fact]
    public async Task Somebody_who_denies_is_not_logged_in()
    {
        var login = await LoginAsync(employee: null);
        (login.ExitCode, login.Error).ShouldBe((1, "Innloggingen ble avslått.\n"));
        Directory.GetFiles(settings.Path, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_from_a_file_or_the_environment_is_sent()
    {
        var token = await issued.Issuer.TokenAsync(new { client_id = "hr-system", scope = "ledger.verify" });
        settings.With("token", token + "\n");
        (await RunAsync("ledger", "verify", "--token-file", settings.PathOf("token"))).Succeeded().ShouldStartWith("Hovedboken er ");
        foreach (var (name, value) in new[] { ("KOMPETANSE_TOKEN", token), ("KOMPETANSE_TOKEN_FILE", settings.PathOf("token")) })
        {
            var verify = Command.Start(new() { ["KOMPETANSE_ADDRESS"] = issued.Host.Address, [name] = value }, "ledger", "verify");
            (await Ended.OfAsync(verify)).Succeeded().ShouldStartWith("Hovedboken er ");
        }
    }

    /// <summary>Logs in, while an employee approves, or nobody does.</summary>
    async Task<Ended> LoginAsync(string? employee)
    {
        var start = Start("login", "--issuer", issued.Issuer.Url, "--client-id", Issuer.CommandClient, "--resource", Issuer.Audience);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var asked = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit) ?? "";
        var shown = Shown().Match(asked);
        if (shown.Success)
        {
            shown.Groups["page"].Value.ShouldBe(issued.Issuer.Url + "/device");
            await issued.Issuer.DecideAsync(shown.Groups["code"].Value, employee);
        }

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
        return new Ended(process.ExitCode, asked + "\n" + await output, await error);
    }

    Task<Ended> RunAsync(params string[] arguments) => Ended.OfAsync(Start(arguments));

    ProcessStartInfo Start(params string[] arguments) => Command.Start(
        new() { ["KOMPETANSE_ADDRESS"] = issued.Host.Address, ["XDG_CONFIG_HOME"] = settings.Path }, arguments);

    [GeneratedRegex("^Åpne (?<page>.+) i en nettleser, og oppgi koden (?<code>[A-Z0-9-]+)\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
