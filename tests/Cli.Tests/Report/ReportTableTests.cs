using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Report;

public sealed class ReportTableTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public async Task Reads_well_when_redirected(int width)
    {
        var output = await ShownAsync(SampleReport.Create(), width);
        output.ShouldBeAsIn($"plain-{width}.txt");
        output.ShouldNotContain("\u001b");
        output.ShouldNotContain("█");
        foreach (var line in output.Split('\n'))
        {
            line.Length.ShouldBeLessThanOrEqualTo(width);
            line.ShouldBe(line.TrimEnd());
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Reads_well_on_a_terminal(int width)
    {
        var output = await ShownAsync(SampleReport.Create(), width, rich: true);
        output.ShouldBeAsIn($"terminal-{width}.txt");
        output.ShouldContain("\u001b[");
        output.ShouldContain("█");
    }

    [Fact]
    public async Task Speaks_English_when_asked()
    {
        var output = await ShownAsync(SampleReport.Create(), 100, language: "en");
        output.ShouldBeAsIn("english-100.txt");
        output.ShouldContain("1 March 2026");
        output.ShouldContain("3 advanced");
    }

    [Theory]
    [InlineData(80, "nb")]
    [InlineData(120, "en")]
    public async Task Says_what_is_hidden_and_why(int width, string language)
    {
        var output = await ShownAsync(SampleReport.CreateWithHiddenGroups(), width, language: language);
        output.ShouldBeAsIn($"hidden-{language}-{width}.txt");
        output.ShouldContain(language == "nb" ? "færre enn 5 – skjult" : "fewer than 5 – hidden");
        foreach (var line in output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task Says_that_the_number_of_positions_is_hidden_and_not_that_nobody_is_there()
    {
        var report = SampleReport.CreateWithHiddenGroups();
        (report.PeopleHidden, report.Positions, report.Fte) = (true, 0, 0);
        var output = await ShownAsync(report, 80);
        output.ShouldContain("Antall stillinger er skjult.");
        output.ShouldNotContain("Ingen har stilling her");
    }

    [Fact]
    public async Task Does_not_say_that_everyone_reaches_what_is_expected_when_some_are_hidden()
    {
        var report = SampleReport.CreateWithHiddenGroups();
        foreach (var row in report.CompetenceRows.Where(row => !row.Hidden)) row.Numbers.Met = row.Numbers.Positions;
        (await ShownAsync(report, 100)).ShouldContain("Alle som vises, når det rollene forventer.");
    }

    [Fact]
    public async Task Says_what_to_do_first_in_sentences()
    {
        var output = await ShownAsync(SampleReport.Create(), 200);
        output.ShouldContain("1. Veiledning: 5 av 12 når nivå 3 (viderekommen). 5 er under. 2 er ukjent. 3 når det etter egenvurdering alene. Bærer virksomhetens mål.");
        output.ShouldContain("2. Vurdere medisinske og yrkesmessige inngangsvilkår: 1 av 6 når nivå 2–3. 1 er under. 4 er ukjent – start med å få på plass vurderinger.");
        output.ShouldContain("4. Gjeldsrådgivning: 0 av 1 når nivå 4 (ekspert). 1 er ukjent – start med å få på plass vurderinger.");
        output.ShouldNotContain("Forvaltningsrett: ");
    }

    [Fact]
    public async Task Names_at_most_five_things_to_do_first()
    {
        var report = SampleReport.Create();
        for (var i = 0; i < 10; i++)
        {
            var row = report.CompetenceRows[0].Clone();
            row.CompetenceId += i;
            report.CompetenceRows.Add(row);
        }

        var output = await ShownAsync(report, 100);
        output.ShouldContain("\n5. ");
        output.ShouldNotContain("\n6. ");
    }

    [Fact]
    public async Task Says_so_when_nobody_has_a_position()
    {
        var output = await ShownAsync(new UnitReport { UnitId = "u", UnitName = "Tomt kontor", AsOf = "2026-03-01" }, 80);
        output.ShouldContain("Ingen har stilling her på datoen.");
        output.ShouldNotContain("Gjør dette først");
    }

    [Fact]
    public async Task Says_so_when_everyone_reaches_what_is_expected()
    {
        var report = SampleReport.Create();
        foreach (var row in report.CompetenceRows) row.Numbers.WeightedGap = 0;
        (await ShownAsync(report, 100)).ShouldContain("Alle når det rollene forventer. Hold vurderingene ferske.");
    }

    [Fact]
    public async Task Says_so_when_nothing_is_expected()
    {
        var report = SampleReport.Create();
        report.CompetenceRows.Clear();
        report.RoleRows.Clear();
        (await ShownAsync(report, 100)).ShouldContain("Rollene har ingen forventninger på datoen.");
    }

    [Fact]
    public async Task Shows_twenty_competences_and_all_of_them_when_asked()
    {
        var report = SampleReport.Create();
        for (var i = 0; i < 25; i++)
        {
            var row = report.CompetenceRows[2].Clone();
            row.CompetenceName = $"Kompetanse {i}";
            report.CompetenceRows.Add(row);
        }

        var brief = await ShownAsync(report, 100);
        brief.ShouldContain("… og 10 til. Med --full vises alle.");
        brief.ShouldNotContain("Kompetanse 24");
        var full = new Terminal { Width = 100, Host = new() { OnReport = () => report } };
        await full.RunAsync("report", "kontor-7", "--full");
        full.Output.ShouldContain("Kompetanse 24");
        full.Output.ShouldNotContain("--full");
    }

    [Fact]
    public async Task Names_the_units_when_needs_of_units_below_are_among_them()
    {
        var report = SampleReport.Create();
        report.UnitNeedRows[1].UnitId = "team-2";
        report.UnitNeedRows[1].UnitName = "Team ungdom";
        (await ShownAsync(report, 100)).ShouldContain("Team ungdom");
    }

    [Fact]
    public async Task Names_the_units_when_tasks_of_units_below_are_among_them()
    {
        var report = SampleReport.Create();
        (report.TaskRows[1].UnitId, report.TaskRows[1].UnitName) = ("team-2", "Team ungdom");
        foreach (var width in new[] { 80, 100 })
        {
            var output = await ShownAsync(report, width);
            output.ShouldContain("Team ungdom");
            foreach (var line in output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(width);
        }
    }

    [Fact]
    public async Task Says_nothing_of_demanding_tasks_when_there_are_none()
    {
        var report = SampleReport.Create();
        report.TaskRows.Clear();
        (await ShownAsync(report, 100)).ShouldNotContain("Krevende oppgaver");
    }

    [Fact]
    public async Task The_first_tasks_are_shown_and_with_full_all_of_them()
    {
        var report = SampleReport.Create();
        for (var i = report.TaskRows.Count; i < 25; i++)
            report.TaskRows.Add(new TaskRow(report.TaskRows[2]) { TaskName = $"Oppgave {i}" });
        var output = await ShownAsync(report, 100);
        output.ShouldContain("… og 5 til. Med --full vises alle.");
        output.ShouldNotContain("Oppgave 24");

        var full = new Terminal { Width = 100, Host = new() { OnReport = () => report } };
        await full.RunAsync("report", "kontor-7", "--full");
        full.Output.ShouldContain("Oppgave 24");
    }

    [Fact]
    public async Task A_name_can_neither_steer_the_terminal_nor_break_the_layout()
    {
        var report = SampleReport.Create();
        report.UnitName = "[red]NAV[/] \u001b[2J\u0007 [";
        report.CompetenceRows[0].CompetenceName = "[bold]Veiledning[ \u001b]0;x\u0007";
        report.RoleRows[0].RoleName = "Rolle [x] \u001b[31m";
        var output = await ShownAsync(report, 100);
        output.ShouldContain("[red]NAV[/]");
        output.ShouldContain("[bold]Veiledning[");
        output.ShouldNotContain("\u001b");
        output.ShouldNotContain("\u0007");
    }

    [Fact]
    public async Task The_bar_shows_everyone_at_every_size()
    {
        foreach (var (met, below, unknown) in new[] { (1, 0, 999), (999, 1, 0), (333, 333, 334), (0, 1, 0), (1, 1, 1) })
        {
            var report = SampleReport.Create();
            var numbers = report.CompetenceRows[0].Numbers;
            (numbers.Met, numbers.Below, numbers.Unknown) = (met, below, unknown);
            var row = (await ShownAsync(report, 100)).Split('\n').First(line => line.StartsWith("Veiledning  ", StringComparison.Ordinal));
            var bar = row.Where(c => c is '#' or '-' or '.').ToList();
            bar.Count.ShouldBe(14);
            bar.Contains('#').ShouldBe(met > 0);
            bar.Contains('-').ShouldBe(below > 0);
            bar.Contains('.').ShouldBe(unknown > 0);
        }
    }

    static async Task<string> ShownAsync(UnitReport report, int width, bool rich = false, string language = "nb")
    {
        var terminal = new Terminal { Width = width, Rich = rich, Host = new() { OnReport = () => report } };
        (await terminal.RunAsync("report", "kontor-7", "--lang", language)).ShouldBe(0);
        terminal.Error.ShouldBeEmpty();
        return terminal.Output;
    }
}
