using Kompetanse.Protos;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Login;

/// <summary>Who the command says it is.</summary>
public sealed class CredentialsTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_that_there_is_of_tokens_personas_and_the_login_is_sent()
    {
        folder.With("given", "from-file\n").With("told", " from-environment-file ");
        await LoginCommandTests.LogInAsync(folder, token: "stored");
        var terminal = new Terminal
        {
            Time = new HurriedTime(),
            Environment =
            {
                ["KOMPETANSE_TOKEN"] = "from-environment",
                ["KOMPETANSE_TOKEN_FILE"] = Path.Combine(folder.Path, "told"),
                ["KOMPETANSE_PERSONA"] = "hr",
                ["XDG_CONFIG_HOME"] = folder.Path,
            },
        };

        await SentAsync(terminal, "Bearer from-file", "--token-file", Path.Combine(folder.Path, "given"), "--persona", "anna");
        await SentAsync(terminal, "Bearer from-environment", "--persona", "anna");
        terminal.Environment.Remove("KOMPETANSE_TOKEN");
        await SentAsync(terminal, "Bearer from-environment-file", "--persona", "anna");
        terminal.Environment.Remove("KOMPETANSE_TOKEN_FILE");
        await SentAsync(terminal, "Persona anna", "--persona", "anna");
        await SentAsync(terminal, "Persona hr");
        terminal.Environment.Remove("KOMPETANSE_PERSONA");
        await SentAsync(terminal, "Bearer stored");
        terminal.Environment.Remove("XDG_CONFIG_HOME");
        await SentAsync(terminal, "Persona operator");
    }

    [Theory]
    [InlineData("http://localhost:5080", "Persona operator")]
    [InlineData("http://[::1]:5080", "Persona operator")]
    [InlineData("https://kompetanse.example.no", null)]
    [InlineData("http://kompetanse.example.no", null)]
    public async Task Without_anything_the_command_is_the_operator_on_its_own_machine_and_nobody_elsewhere(string address, string? sent) =>
        await SentAsync(new Terminal(), sent, "--address", address);

    [Fact]
    public async Task A_persona_may_have_any_letters() =>
        await SentAsync(new Terminal(), "Persona s%C3%B8ren", "--persona", "søren");

    [Theory]
    [InlineData("nb", "Tokenet er ikke sendt: http://kompetanse.example.no/ er ikke kryptert. Bruk en adresse som begynner med https.\n")]
    [InlineData("en", "The token was not sent: http://kompetanse.example.no/ is not encrypted. Use an address that begins with https.\n")]
    public async Task A_token_is_not_sent_in_the_clear_to_another_machine(string language, string text)
    {
        var terminal = new Terminal { Environment = { ["KOMPETANSE_TOKEN"] = "secret", ["KOMPETANSE_LANG"] = language } };
        (await terminal.RunAsync("ledger", "verify", "--address", "http://kompetanse.example.no")).ShouldBe(1);
        terminal.Error.ShouldBe(text);
        terminal.Connection.ShouldBeNull();

        await SentAsync(terminal, "Bearer secret", "--address", "https://kompetanse.example.no");
        await SentAsync(terminal, "Bearer secret", "--address", "http://localhost:1");
    }

    [Fact]
    public async Task A_file_without_a_token_is_told()
    {
        folder.With("empty", "\n").With("letter", "Kjære venn");
        foreach (var name in new[] { "empty", "letter" })
        {
            var terminal = new Terminal();
            (await terminal.RunAsync("ledger", "verify", "--token-file", Path.Combine(folder.Path, name))).ShouldBe(1);
            terminal.Error.ShouldBe($"Filen {Path.Combine(folder.Path, name)} inneholder ikke et token.\n");
        }

        var missing = new Terminal();
        (await missing.RunAsync("ledger", "verify", "--token-file", Path.Combine(folder.Path, "missing"))).ShouldBe(1);
        missing.Error.ShouldStartWith($"Filen med tokenet, {Path.Combine(folder.Path, "missing")}, kan ikke leses: ");
    }

    [Fact]
    public async Task A_purpose_is_sent_and_has_a_limit()
    {
        var terminal = new Terminal();
        await terminal.RunAsync("report", "u", "--purpose", "Oppfølging av medarbeider");
        terminal.Connection.ShouldNotBeNull().Purpose.ShouldBe("Oppfølging av medarbeider");

        var tooLong = new Terminal();
        (await tooLong.RunAsync("report", "u", "--purpose", new string('a', PurposeHeader.MaxLength + 1))).ShouldBe(2);
        tooLong.Error.ShouldStartWith("Formålet kan ha høyst 200 tegn.\n");
    }

    static async Task SentAsync(Terminal terminal, string? authorization, params string[] options)
    {
        await terminal.RunAsync(["ledger", "verify", .. options]);
        terminal.Connection.ShouldNotBeNull(terminal.Error).Authorization.ShouldBe(authorization);
    }
}
