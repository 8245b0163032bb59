using System.Net;
using System.Net.Sockets;
using Google.Rpc;
using Grpc.Core;
using Kompetanse.Cli.Client;
using Kompetanse.Cli.CommandLine;
using Kompetanse.Cli.Text;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.CommandLine;

public sealed class UsageTests
{
    [Theory]
    [InlineData("rapport", "Ukjent argument eller valg: rapport", "Unknown argument or option: rapport")]
    [InlineData("report u --alt", "Ukjent argument eller valg: --alt", "Unknown argument or option: --alt")]
    [InlineData("report", "UNIT mangler.", "UNIT is missing.")]
    [InlineData("import", "DIR mangler.", "DIR is missing.")]
    [InlineData("ledger", "Kommandoen mangler. Velg én av: verify", "The command is missing. Choose one of: verify")]
    [InlineData("", "Kommandoen mangler. Velg én av: import, report, check, verify, revoke, expiring, requirements, catalogue, ledger, login, logout", "The command is missing. Choose one of: import, report, check, verify, revoke, expiring, requirements, catalogue, ledger, login, logout")]
    [InlineData("catalogue import x", "Valget --from onet|esco må være med.", "The option --from onet|esco is required.")]
    [InlineData("report u --as-of", "Valget --as-of mangler verdien YYYY-MM-DD.", "The option --as-of lacks its value YYYY-MM-DD.")]
    [InlineData("report u --as-of 31.01.2026", "Valget --as-of må være en dato som 2026-01-31, ikke «31.01.2026».", "The option --as-of must be a date such as 2026-01-31, not \"31.01.2026\".")]
    [InlineData("report u --basis alle", "Valget --basis kan ikke være «alle». Velg én av: best, self, agreed, verified", "The option --basis can't be \"alle\". Choose one of: best, self, agreed, verified")]
    [InlineData("login --client-id c", "Valget --issuer URL må være med.", "The option --issuer URL is required.")]
    [InlineData("login --client-id c --issuer http://login.example.no", "«http://login.example.no» er ikke en adresse som begynner med https.", "\"http://login.example.no\" is not an address that begins with https.")]
    [InlineData("report u --format xml", "Valget --format kan ikke være «xml». Velg én av: table, csv, json", "The option --format can't be \"xml\". Choose one of: table, csv, json")]
    [InlineData("check anna", "TASK mangler.", "TASK is missing.")]
    [InlineData("check anna aap --date i-dag", "Valget --date må være en dato som 2026-01-31, ikke «i-dag».", "The option --date must be a date such as 2026-01-31, not \"i-dag\".")]
    [InlineData("verify anna aap", "Valget --reason TEXT må være med.", "The option --reason TEXT is required.")]
    [InlineData("verify anna aap --reason r --evidence", "Valget --evidence mangler verdien ID….", "The option --evidence lacks its value ID….")]
    [InlineData("verify anna aap --reason r --refuse --until 2027-01-01", "--until hører ikke sammen med --refuse.", "--until does not go with --refuse.")]
    [InlineData("revoke v1", "Valget --reason TEXT må være med.", "The option --reason TEXT is required.")]
    [InlineData("expiring", "Oppgi enten --unit UNIT eller --employee ID.", "Give either --unit UNIT or --employee ID.")]
    [InlineData("expiring --unit u --employee e", "Oppgi enten --unit UNIT eller --employee ID.", "Give either --unit UNIT or --employee ID.")]
    [InlineData("requirements", "Kommandoen mangler. Velg én av: list, show", "The command is missing. Choose one of: list, show")]
    [InlineData("requirements show aap --version to", "Valget --version må være et versjonsnummer som 1, ikke «to».", "The option --version must be a version number such as 1, not \"to\".")]
    [InlineData("requirements list --format csv", "Valget --format kan ikke være «csv». Velg én av: table, json", "The option --format can't be \"csv\". Choose one of: table, json")]
    [InlineData("report u --address nav.no:5080", "«nav.no:5080» er ikke en adresse. Skriv for eksempel http://127.0.0.1:5080.", "\"nav.no:5080\" is not an address. Write for example http://127.0.0.1:5080.")]
    public async Task A_wrong_command_line_is_explained(string line, string bokmål, string english)
    {
        foreach (var (language, expected, help) in new[] { ("nb", bokmål, "Skriv «kompetanse"), ("en", english, "Type \"kompetanse") })
        {
            var terminal = new Terminal { Environment = { ["KOMPETANSE_LANG"] = language } };
            (await terminal.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ShouldBe(2);
            terminal.Error.Split('\n')[0].ShouldBe(expected);
            terminal.Error.Split('\n')[1].ShouldStartWith(help);
            terminal.Output.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_unknown_language_is_refused_in_bokmål()
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("report", "u", "--lang", "fr")).ShouldBe(2);
        terminal.Error.ShouldStartWith("Valget --lang kan ikke være «fr». Velg én av: nb, en");
    }

    [Fact]
    public async Task The_address_is_the_option_else_the_environment_else_this_machine()
    {
        var terminal = new Terminal { Environment = { ["KOMPETANSE_ADDRESS"] = "http://example.no:1" } };
        await terminal.RunAsync("report", "u", "--address", "https://example.no:2");
        terminal.Address.ShouldBe(new Uri("https://example.no:2"));
        await terminal.RunAsync("report", "u");
        terminal.Address.ShouldBe(new Uri("http://example.no:1"));
        var plain = new Terminal();
        await plain.RunAsync("report", "u");
        plain.Address.ShouldBe(new Uri("http://127.0.0.1:5080"));
    }

    [Theory]
    [InlineData("nb", "Får ikke kontakt med Kompetanse på http://127.0.0.1:{0}/.\nStart tjenesten med\n  dotnet run --project services/Host -- demo\n")]
    [InlineData("en", "Kompetanse can't be reached at http://127.0.0.1:{0}/.\nStart it with\n  dotnet run --project services/Host -- demo\n")]
    public async Task A_host_that_does_not_answer_ends_the_command_with_3_and_says_how_to_start_it(
        string language, string expected)
    {
        var port = FreePort();
        using var output = new StringWriter();
        using var error = new StringWriter { NewLine = "\n" };
        var context = new CommandContext(
            new Screen(output, error, 100, Rich: false, RichError: false),
            language == "en" ? Texts.English : Texts.Bokmål, _ => null, HostChannel.Connect);
        (await KompetanseCommand.RunAsync(["report", "u", "--address", $"http://127.0.0.1:{port}"], context)).ShouldBe(3);
        error.ToString().ShouldStartWith(string.Format(expected, port));
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_import_that_no_host_answers_ends_with_3()
    {
        using var folder = Import.Agency.Create();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var context = new CommandContext(
            new Screen(output, error, 100, Rich: false, RichError: false), Texts.Bokmål, _ => null, HostChannel.Connect);
        (await KompetanseCommand.RunAsync(["import", folder.Path, "--address", $"http://127.0.0.1:{FreePort()}"], context))
            .ShouldBe(3);
        output.ToString().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_answers_otherwise_than_a_host_is_no_host()
    {
        var noHost = new RpcException(new(StatusCode.Internal, "Error starting gRPC call.", new HttpRequestException("Not HTTP/2.")));
        var terminal = new Terminal { Host = new() { OnReport = () => throw noHost } };
        (await terminal.RunAsync("report", "u")).ShouldBe(3);
        terminal.Error.ShouldStartWith("Får ikke kontakt med Kompetanse på http://127.0.0.1:5080/.\n");
    }

    [Theory]
    [InlineData("nb", "Tjenesten svarte ikke i tide. Hvis noe skulle registreres, kontroller om det er gjort før du prøver igjen. [DeadlineExceeded]\n")]
    [InlineData("en", "The service did not answer in time. If something was to be recorded, check whether it was before you try again. [DeadlineExceeded]\n")]
    public async Task A_host_that_does_not_answer_in_time_leaves_it_open_whether_anything_was_recorded(string language, string expected)
    {
        var terminal = new Terminal { Host = new() { OnReport = () => throw Refusals.With(StatusCode.DeadlineExceeded, "") } };
        (await terminal.RunAsync("report", "u", "--lang", language)).ShouldBe(3);
        terminal.Error.ShouldBe(expected);
    }

    [Theory]
    [InlineData(StatusCode.PermissionDenied, 1)]
    [InlineData(StatusCode.Internal, 1)]
    public async Task A_failure_without_details_is_told_by_its_status(StatusCode code, int exit)
    {
        var terminal = new Terminal { Host = new() { OnReport = () => throw Refusals.With(code, "Nei.") } };
        (await terminal.RunAsync("report", "u")).ShouldBe(exit);
        terminal.Error.ShouldBe($"Nei. [{code}]\n");
    }

    [Fact]
    public async Task A_host_that_can_not_record_now_says_why_and_the_command_ends_with_3()
    {
        var terminal = new Terminal
        {
            Host = new()
            {
                OnReport = () => throw Refusals.With(
                    StatusCode.Unavailable, "Disken er full.", new ErrorInfo { Reason = "LEDGER_FULL", Domain = "kompetanse" }),
            },
        };
        (await terminal.RunAsync("report", "u")).ShouldBe(3);
        terminal.Error.ShouldBe("Disken er full. [LEDGER_FULL]\n");
    }

    [Fact]
    public async Task Several_fields_at_fault_are_listed()
    {
        var terminal = new Terminal
        {
            Host = new()
            {
                OnReport = () => throw Refusals.With(
                    StatusCode.InvalidArgument, "Nei.", new ErrorInfo { Reason = "DATE_INVALID", Domain = "kompetanse" },
                    new BadRequest
                    {
                        FieldViolations =
                        {
                            new BadRequest.Types.FieldViolation { Field = "as_of", Description = "DATE_INVALID: Nei." },
                            new BadRequest.Types.FieldViolation { Field = "unit_id", Description = "FIELD_REQUIRED: Må være med." },
                        },
                    }),
            },
        };
        (await terminal.RunAsync("report", "u")).ShouldBe(1);
        terminal.Error.ShouldBe("Nei. [DATE_INVALID]\n  as_of: DATE_INVALID: Nei.\n  unit_id: FIELD_REQUIRED: Må være med.\n");
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
