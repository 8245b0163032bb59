using System.Text.Json;
using Kompetanse.EndToEnd.Agencies;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>The main job: an agency is imported, and a leader gets the gap report of a unit. With the worked example.</summary>
public sealed class MainJobTests : IAsyncLifetime, IDisposable
{
    const string Header =
        "role_id,competence_id,required_min,required_max,positions,fte,met,below,unknown,self_only,mean_level,coverage,weighted_gap\n";

    readonly TemporaryFolder data = new();
    readonly TemporaryFolder agency = WorkedExample.Create();
    RunningHost host = null!;

    public async Task InitializeAsync() => host = await RunningHost.StartAsync(data.Path);

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose()
    {
        data.Dispose();
        agency.Dispose();
    }

    [Fact]
    public async Task An_imported_agency_is_reported_to_the_number_on_every_basis_and_date()
    {
        await ImportAsync();

        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,1,1,1,0,3,0.333333,7.5
            veileder,arbeidsmarked,2,2,3,2.3,1,2,0,0,1.666667,0.333333,2.6

            """, []);
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,0,0,3,0,,0,20.7
            veileder,arbeidsmarked,2,2,3,2.3,1,1,1,1,2,0.333333,5

            """, "--basis", "self");
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,0,1,2,0,2,0,14.7
            veileder,arbeidsmarked,2,2,3,2.3,1,1,1,0,2,0.333333,3.6

            """, "--basis", "agreed");
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,1,0,2,0,4,0.333333,13.5
            veileder,arbeidsmarked,2,2,3,2.3,0,0,3,0,,0,9.2

            """, "--basis", "verified");
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,2,1.5,0,1,1,0,2,0,7.5
            veileder,arbeidsmarked,2,2,2,1.5,1,1,0,0,2,0.5,1

            """, "--only-unit");
        // Before the first assessment, with everybody in place.
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,0,0,3,0,,0,20.7
            veileder,arbeidsmarked,2,2,3,2.3,0,0,3,0,,0,9.2

            """, "--as-of", "2020-12-31");
        await ShouldReportAsync("", "--as-of", "2019-12-31");
        // The day Cato's verification no longer counts.
        await ShouldReportAsync(
            """
            veileder,veiledning,3,3,3,2.3,0,1,2,0,2,0,14.7
            veileder,arbeidsmarked,2,2,3,2.3,1,2,0,0,1.666667,0.333333,2.6

            """, "--as-of", "2090-01-01");
    }

    [Fact]
    public async Task A_goal_puts_the_competence_that_serves_it_first()
    {
        agency.With("goals.csv", "id,name_nb,weight\nm1,Flere i arbeid,0.001\n");
        agency.With("goal_competences.csv", "goal_id,competence_id\nm1,arbeidsmarked\n");
        await ImportAsync();

        await ShouldReportAsync(
            """
            veileder,arbeidsmarked,2,2,3,2.3,1,2,0,0,1.666667,0.333333,2.6
            veileder,veiledning,3,3,3,2.3,1,1,1,0,3,0.333333,7.5

            """, []);
    }

    [Fact]
    public async Task The_report_is_a_page_to_read_in_both_languages_and_json_for_programs()
    {
        await ImportAsync();

        var page = await ReportAsync();
        page.ShouldContain("Kontoret i byen (kontor)");
        page.ShouldContain("3 medarbeidere · 3 stillinger · 2,3 årsverk");
        page.ShouldContain("1. Veiledning: 1 av 3 når nivå 3");
        page.ShouldContain("2. Arbeidsmarked: 1 av 3 når nivå 2");

        var english = await ReportAsync("--lang", "en");
        english.ShouldContain("1 of 3 reach level 3");
        english.ShouldContain("1 of 3 reach level 2");

        using var json = JsonDocument.Parse(await ReportAsync("--format", "json"));
        var report = json.RootElement;
        report.GetProperty("positions").GetInt32().ShouldBe(3);
        report.GetProperty("fte").GetDouble().ShouldBe(2.3);
        var row = report.GetProperty("roleRows")[0];
        row.GetProperty("competenceId").GetString().ShouldBe("veiledning");
        row.GetProperty("numbers").GetProperty("weightedGap").GetDouble().ShouldBe(7.5);
    }

    [Fact]
    public async Task A_host_that_is_stopped_and_started_again_reports_the_same()
    {
        await ImportAsync();
        (await VerifyAsync()).ShouldContain("Hovedboken er hel: 1 post, siste posisjon 1.");
        // That a client read figures of so few is an entry too.
        var (before, verified) = (await ReportAsync("--format", "csv"), await VerifyAsync());
        verified.ShouldContain("Hovedboken er hel: 2 poster, siste posisjon 2.");

        (await host.InterruptAsync()).ShouldBe(0);
        await host.DisposeAsync();
        host = await RunningHost.StartAsync(data.Path);

        (await VerifyAsync()).ShouldBe(verified);
        (await ReportAsync("--format", "csv")).ShouldBe(before);
    }

    [Fact]
    public async Task Importing_the_same_again_changes_nothing()
    {
        (await ImportAsync()).ShouldContain("Posisjon i hovedboken: 1.");
        var (before, verified) = (await ReportAsync("--format", "csv"), await VerifyAsync());

        (await ImportAsync()).ShouldContain("Registrert: 0 nye eller endret. Posisjon i hovedboken: 2.");

        (await VerifyAsync()).ShouldBe(verified);
        (await ReportAsync("--format", "csv")).ShouldBe(before);
    }

    [Fact]
    public async Task A_unit_that_does_not_exist_has_no_report()
    {
        await ImportAsync();

        var bokmål = await Command.RunAsync(host, "report", "månen");
        (bokmål.ExitCode, bokmål.Output).ShouldBe((1, ""));
        bokmål.Error.ShouldBe("Enheten «månen» finnes ikke. [UNIT_NOT_FOUND]\n");
        var english = await Command.RunAsync(host, "report", "månen", "--lang", "en");
        (english.ExitCode, english.Output).ShouldBe((1, ""));
        english.Error.ShouldBe("There is no unit “månen”. [UNIT_NOT_FOUND]\n");
    }

    async Task<string> ImportAsync() =>
        (await Command.RunAsync(host, "import", agency.Path)).Succeeded();

    async Task<string> VerifyAsync() => (await Command.RunAsync(host, "ledger", "verify")).Succeeded();

    async Task<string> ReportAsync(params string[] options) =>
        (await Command.RunAsync(host, ["report", WorkedExample.Office, .. options])).Succeeded();

    async Task ShouldReportAsync(string rows, params string[] options) =>
        (await ReportAsync(["--format", "csv", .. options])).ShouldBe(Header + rows, string.Join(' ', options));
}
