using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.CommandLine;

public sealed class HelpTests
{
    public static TheoryData<string> Commands =>
        new("", "import", "report", "check", "verify", "revoke", "expiring", "requirements", "requirements list", "requirements show", "catalogue", "catalogue import", "ledger", "ledger verify", "login", "logout");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_examples_and_exit_codes(string command)
    {
        foreach (var (language, usage, examples, exitCodes, address) in new[]
        {
            ("nb", "Bruk:", "Eksemp", "Avslutningskoder:", "Adressen til tjenesten."),
            ("en", "Usage:", "Example", "Exit codes:", "The address of the host."),
        })
        {
            var terminal = new Terminal { Width = 100 };
            string[] words = [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help", "--lang", language];
            (await terminal.RunAsync(words)).ShouldBe(0);
            terminal.Output.ShouldContain($"{usage}\n  kompetanse {command}".TrimEnd());
            terminal.Output.ShouldContain(examples);
            terminal.Output.ShouldContain(exitCodes);
            terminal.Output.ShouldContain("--address URL");
            terminal.Output.ShouldContain(address);
            terminal.Error.ShouldBeEmpty();
            foreach (var line in terminal.Output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(100);
        }
    }

    [Fact]
    public async Task The_help_of_import_lists_every_file_with_its_columns()
    {
        var terminal = new Terminal();
        await terminal.RunAsync("import", "--help");
        foreach (var schema in Kompetanse.Cli.Import.CsvSchema.All)
        {
            var columns = string.Join(',', schema.Required);
            var optional = schema.Optional.Length == 0 ? "" : $"[,{string.Join(',', schema.Optional)}]";
            terminal.Output.ShouldMatch($@"  {schema.File} +{columns}{System.Text.RegularExpressions.Regex.Escape(optional)}");
        }
    }
}
