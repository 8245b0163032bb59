using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Login;

/// <summary>`kompetanse login` and `logout`, with an issuer that answers as the test says.</summary>
public sealed class LoginCommandTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly HurriedTime time = new();
    readonly FakeIssuer issuer = new();

    public void Dispose()
    {
        folder.Dispose();
        issuer.Dispose();
    }

    /// <summary>Keeps a login for the usual host in a folder of settings.</summary>
    internal static async Task LogInAsync(TemporaryFolder folder, string token)
    {
        using var answering = new FakeIssuer();
        var terminal = TerminalOf(folder, new HurriedTime(), answering.Token(token));
        (await LoginAsync(terminal)).ShouldBe(0, terminal.Error);
    }

    [Fact]
    public async Task The_user_is_told_where_to_approve_and_the_token_is_kept_for_the_host()
    {
        var terminal = TerminalOf(folder, time, issuer.Pending(2).Token("token"));
        (await LoginAsync(terminal, "--scope", "openid kompetanse", "--resource", "urn:kompetanse")).ShouldBe(0, terminal.Error);

        terminal.Output.ShouldStartWith("Åpne https://login.example.no/enter i en nettleser, og oppgi koden ABCD-EFGH.\nVenter på at du godkjenner …\n");
        terminal.Output.ShouldMatch(@"Du er logget inn på http://127\.0\.0\.1:5080 til kl\. \d\d:\d\d\.");
        issuer.Sent[0].ShouldBe("scope=openid+kompetanse&client_id=cli&resource=urn%3Akompetanse");
        issuer.Sent[1].ShouldBe(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=d&client_id=cli&resource=urn%3Akompetanse");
        time.WaitsInSeconds.ShouldBe([2, 2, 2]);

        await terminal.RunAsync("ledger", "verify");
        terminal.Connection.ShouldNotBeNull().Authorization.ShouldBe("Bearer token");
        await terminal.RunAsync("ledger", "verify", "--address", "https://another.example.no");
        terminal.Connection.Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_is_asked_to_slow_down_waits_five_seconds_longer_from_then_on()
    {
        var terminal = TerminalOf(folder, time, issuer.Error("slow_down").Pending().Error("slow_down").Token("token"));
        (await LoginAsync(terminal)).ShouldBe(0, terminal.Error);
        time.WaitsInSeconds.ShouldBe([2, 7, 7, 12]);
    }

    [Fact]
    public async Task An_issuer_that_does_not_say_how_often_is_asked_every_five_seconds()
    {
        issuer.Device = """{"device_code":"d","user_code":"A","verification_uri":"https://login.example.no/enter","expires_in":600}""";
        (await LoginAsync(TerminalOf(folder, time, issuer.Pending().Token("token")))).ShouldBe(0);
        time.WaitsInSeconds.ShouldBe([5, 5]);
    }

    [Theory]
    [InlineData("access_denied", "Innloggingen ble avslått.", "The login was denied.")]
    [InlineData("expired_token", "Koden ble ikke brukt i tide. Prøv igjen.", "The code was not used in time. Try again.")]
    [InlineData("invalid_client", "Innloggingstjenesten sa nei: invalid_client", "The login service said no: invalid_client")]
    public async Task A_login_that_is_not_given_is_told(string error, string bokmål, string english)
    {
        foreach (var (language, text) in new[] { ("nb", bokmål), ("en", english) })
        {
            var terminal = TerminalOf(folder, time, issuer.Pending().Error(error));
            (await LoginAsync(terminal, "--lang", language)).ShouldBe(1);
            terminal.Error.ShouldBe(text + "\n");
        }

        Directory.EnumerateFileSystemEntries(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_code_that_nobody_enters_is_given_up_when_its_time_is_over()
    {
        issuer.Device = issuer.Device.Replace("600", "9", StringComparison.Ordinal);
        var terminal = TerminalOf(folder, time, issuer.Pending(10));
        (await LoginAsync(terminal)).ShouldBe(1);
        terminal.Error.ShouldBe("Koden ble ikke brukt i tide. Prøv igjen.\n");
        time.WaitsInSeconds.ShouldBe([2, 2, 2, 2]);
    }

    [Theory]
    [InlineData("""{"issuer":"https://login.example.com"}""", "Det som svarer på https://login.example.no/, er en annen innloggingstjeneste.")]
    [InlineData("""{"issuer":"https://login.example.no","token_endpoint":"https://login.example.no/token"}""", "Innloggingstjenesten på https://login.example.no/ kan ikke logge inn kommandoer.")]
    [InlineData("""{"issuer":"https://login.example.no","device_authorization_endpoint":"http://login.example.no/device","token_endpoint":"https://login.example.no/token"}""", "Innloggingstjenesten på https://login.example.no/ kan ikke logge inn kommandoer.")]
    [InlineData("<html>", "Innloggingstjenesten på https://login.example.no/ svarer ikke.")]
    public async Task An_issuer_that_can_t_be_used_is_told(string published, string text)
    {
        issuer.Published = published;
        var terminal = TerminalOf(folder, time, issuer);
        (await LoginAsync(terminal)).ShouldBe(1);
        terminal.Error.ShouldBe(text + "\n");
    }

    [Fact]
    public async Task A_login_that_has_ended_is_not_sent()
    {
        var terminal = TerminalOf(folder, time, issuer.Token("token"));
        await LoginAsync(terminal);
        time.Pass(TimeSpan.FromHours(1));
        (await terminal.RunAsync("ledger", "verify")).ShouldBe(1);
        terminal.Error.ShouldBe("Innloggingen er utløpt. Logg inn på nytt med «kompetanse login», eller glem den med «kompetanse logout».\n");
        terminal.Connection.ShouldBeNull();
    }

    [Fact]
    public async Task Who_has_no_directory_for_settings_is_told()
    {
        var terminal = new Terminal { Time = time, Http = () => Client(issuer) };
        (await LoginAsync(terminal)).ShouldBe(1);
        terminal.Error.ShouldBe("Innloggingen kan ikke lagres: du har ingen mappe for innstillinger. Sett HOME.\n");
    }

    static Terminal TerminalOf(TemporaryFolder folder, TimeProvider time, FakeIssuer issuer) => new()
    {
        Time = time,
        Http = () => Client(issuer),
        Environment = { ["XDG_CONFIG_HOME"] = folder.Path },
    };

    static HttpClient Client(FakeIssuer issuer) => new(issuer, disposeHandler: false);

    static Task<int> LoginAsync(Terminal terminal, params string[] options) =>
        terminal.RunAsync(["login", "--issuer", FakeIssuer.Url, "--client-id", "cli", .. options]);
}
