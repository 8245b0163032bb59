using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Report;

public sealed class ReportCommandTests
{
    [Fact]
    public async Task Asks_for_today_the_best_basis_and_the_whole_subtree_unless_told_otherwise()
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("report", "kontor-7")).ShouldBe(0);
        terminal.Host.ReportAskedFor.ShouldBe(new GetUnitReportRequest { UnitId = "kontor-7", Basis = LevelBasis.Best });
    }

    [Theory]
    [InlineData("best", LevelBasis.Best)]
    [InlineData("self", LevelBasis.Self)]
    [InlineData("agreed", LevelBasis.Agreed)]
    [InlineData("verified", LevelBasis.Verified)]
    public async Task Asks_as_it_is_told(string basis, LevelBasis expected)
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("report", "u", "--as-of", "2027-05-17", "--basis", basis, "--only-unit")).ShouldBe(0);
        terminal.Host.ReportAskedFor.ShouldBe(
            new GetUnitReportRequest { UnitId = "u", AsOf = "2027-05-17", Basis = expected, OnlyUnit = true });
    }

    [Fact]
    public async Task Json_holds_the_whole_report()
    {
        var report = SampleReport.Create();
        var terminal = new Terminal { Host = new() { OnReport = () => report } };
        (await terminal.RunAsync("report", "kontor-7", "--format", "json")).ShouldBe(0);
        JsonParser.Default.Parse<UnitReport>(terminal.Output).ShouldBe(report);
        terminal.Output.ShouldContain("\n  \"unitId\": \"kontor-7\",\n");
        terminal.Output.ShouldContain("\"selfOnly\": 0");
    }

    [Fact]
    public async Task A_unit_that_does_not_exist_is_told_in_the_servers_words_with_its_reason()
    {
        var terminal = new Terminal
        {
            Host = new()
            {
                OnReport = () => throw Refusals.With(
                    StatusCode.NotFound, "unit u not found",
                    new ErrorInfo { Reason = "UNIT_NOT_FOUND", Domain = "kompetanse" },
                    new LocalizedMessage { Locale = "nb", Message = "Enheten «u» finnes ikke." }),
            },
        };
        (await terminal.RunAsync("report", "u", "--format", "csv")).ShouldBe(1);
        terminal.Error.ShouldBe("Enheten «u» finnes ikke. [UNIT_NOT_FOUND]\n");
        terminal.Output.ShouldBeEmpty();
    }
}
