using Google.Protobuf;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Verification;

public sealed class ExpiringCommandTests
{
    [Theory]
    [InlineData(80, "nb")]
    [InlineData(100, "en")]
    public async Task Shows_each_notice(int width, string language)
    {
        var terminal = new Terminal { Width = width, Host = SampleOffice.Answering<ListExpiringRequest>(_ => Two()) };
        (await terminal.RunAsync(
            "expiring", "--unit", "kontor-7", "--from", "2026-11-22", "--to", "2027-02-20", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBeAsIn($"expiring-{language}-{width}.txt");
        foreach (var line in terminal.Output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task Looks_90_days_ahead_from_today_in_oslo_unless_told()
    {
        var host = SampleOffice.Answering<ListExpiringRequest>(_ => new ListExpiringResponse());
        var terminal = new Terminal { Host = host, Time = new LateEvening() };
        await terminal.RunAsync("expiring", "--unit", "kontor-7");
        await terminal.RunAsync("expiring", "--employee", "anna", "--from", "2027-01-01");
        await terminal.RunAsync("expiring", "--employee", "anna", "--to", "2026-12-01");
        host.Asked.OfType<ListExpiringRequest>().ShouldBe(
        [
            new() { PageSize = 1000, UnitId = "kontor-7", FromDate = "2026-11-22", ToDate = "2027-02-20" },
            new() { PageSize = 1000, EmployeeId = "anna", FromDate = "2027-01-01", ToDate = "2027-04-01" },
            new() { PageSize = 1000, EmployeeId = "anna", FromDate = "2026-11-22", ToDate = "2026-12-01" },
        ]);
    }

    [Theory]
    [InlineData("nb", "anna\nVarsler fra 22. november 2026 til og med 19. februar 2027\n\nIngen verifiseringer har varsel i perioden.\n")]
    [InlineData("en", "anna\nNotices from 22 November 2026 up to and including 19 February 2027\n\nNo verification has a notice in the period.\n")]
    public async Task Says_so_when_there_is_none(string language, string expected)
    {
        var host = SampleOffice.Answering<ListExpiringRequest>(_ => new ListExpiringResponse());
        var terminal = new Terminal { Host = host, Time = new LateEvening() };
        (await terminal.RunAsync("expiring", "--employee", "anna", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBe(expected);
    }

    [Fact]
    public async Task Json_holds_the_notices_of_every_page()
    {
        var host = SampleOffice.Answering<ListExpiringRequest>(request => new ListExpiringResponse
        {
            Expiring = { Two().Expiring[request.PageToken.Length] }, NextPageToken = request.PageToken.Length == 0 ? "x" : "",
        });
        var terminal = new Terminal { Host = host };
        await terminal.RunAsync("expiring", "--unit", "kontor-7", "--format", "json");
        JsonParser.Default.Parse<ListExpiringResponse>(terminal.Output).ShouldBe(Two());
    }

    static ListExpiringResponse Two() => new()
    {
        Expiring =
        {
            new Expiring
            {
                VerificationId = "v7", EmployeeId = "bo", CompetenceId = "veiledning", ValidUntil = "2026-12-24", DaysAhead = 30,
                NoticeDate = "2026-11-24",
            },
            new Expiring
            {
                VerificationId = "v12", EmployeeId = "anna", TaskId = "arbeidsevne", ValidUntil = "2027-03-02", DaysAhead = 90,
                NoticeDate = "2026-12-02",
            },
        },
    };

    /// <summary>Half past midnight on 22 November in Oslo.</summary>
    sealed class LateEvening : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);
    }
}
