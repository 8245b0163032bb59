using System.Globalization;
using Kompetanse.EndToEnd.Processes;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Verification;

/// <summary>A leader decides on documented grounds whether an employee may do a demanding task alone, with the command.</summary>
public sealed class VerifiedCompetenceTests : IAsyncLifetime, IDisposable
{
    const string Nobody = "Kan ikke gjøre oppgaven.";

    readonly TemporaryFolder data = new();
    RunningHost host = null!;

    public async Task InitializeAsync()
    {
        host = await RunningHost.StartAsync(data.Path);
        await ObservedOffice.SetUpAsync(host);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task A_leader_verifies_an_employee_who_then_may_do_the_task_alone_until_it_is_revoked()
    {
        (await CatoAsync("check anna arbeidsevne")).ShouldContain($"{Nobody}\nHvorfor: Er aldri verifisert for oppgaven.\n");
        (await CatoAsync("verify anna arbeidsevne --dry-run")).ShouldContain("Kan verifiseres: alt kravet ber om, er på plass.");

        var end = ObservedOffice.Today.AddDays(150);
        var verified = await CatoAsync($"verify anna arbeidsevne --until {Iso(end)} --reason Trygg");
        verified.ShouldContain($"Verifisert av cato {Told(ObservedOffice.Today)} (v1).\nGjelder til og med {Told(end.AddDays(-1))}.\nBegrunnelse: Trygg\n");
        verified.ShouldMatch("Veiledning \\(veiledning\\) +3.* +omforent");
        verified.ShouldMatch("anna~2 +kollegaobservasjon +.* +bo +Trygg i samtalen\\.");

        var alone = await CatoAsync("check anna arbeidsevne");
        alone.ShouldContain($"Kan gjøre oppgaven alene.\nGjelder til og med {Told(end.AddDays(-1))}.\nHvorfor: Lederen har verifisert det. (v1)\n");
        (await CatoAsync($"check anna arbeidsevne --date {Iso(end)}")).ShouldContain($"{Nobody}\nHvorfor: Verifiseringen er utløpt.\n");

        (await CatoAsync("expiring --unit kontor")).ShouldMatch("anna +Vurdere arbeidsevne \\(arbeidsevne\\) .* +90 +v1\n");
        var year = $"--from {ObservedOffice.Day(0)} --to {ObservedOffice.Day(365)}";
        (await CatoAsync($"expiring --employee anna {year}")).ShouldMatch(" 90 +v1\n.* 30 +v1\n");

        (await CatoAsync("revoke v1 --reason Endret")).ShouldContain(
            $"Gjelder ikke fra {Told(ObservedOffice.Today)}. Trukket tilbake av cato.\nBegrunnelse: Endret\n");
        (await CatoAsync("check anna arbeidsevne")).ShouldContain($"{Nobody}\nHvorfor: Verifiseringen er trukket tilbake.\n");
        (await CatoAsync($"expiring --employee anna {year}")).ShouldContain("Ingen verifiseringer har varsel i perioden.");
    }

    [Fact]
    public async Task What_is_missing_is_listed_and_nothing_is_decided()
    {
        var refused = await Command.RunAsync(
            host, "verify", "anna", "arbeidsevne", "--reason", "r", "--evidence", "anna~1", "--persona", "cato");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldStartWith("anna er ikke verifisert for arbeidsevne. Dette mangler:\n- ");
        refused.Error.ShouldContain("av slaget «kollegaobservasjon»");
        refused.Output.ShouldBeEmpty();
        (await CatoAsync("check anna arbeidsevne")).ShouldContain("Er aldri verifisert for oppgaven.");
    }

    [Theory]
    [InlineData("anna", "[OWN_VERIFICATION]")]
    [InlineData("bo", "[NOT_THE_LEADER]")]
    public async Task Nobody_but_the_leader_decides(string persona, string reason)
    {
        var refused = await Command.RunAsync(
            host, "verify", "anna", "arbeidsevne", "--reason", "r", "--evidence", "anna~1", "--persona", persona);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task Anybody_reads_the_requirement_with_what_the_parties_said()
    {
        var list = await Command.RunAsync(host, "requirements", "list", "--persona", "anna");
        list.Succeeded().ShouldMatch("Vurdere arbeidsevne \\(arbeidsevne\\) +1 +i kraft +.* 24 md\\.\n");
        var shown = (await Command.RunAsync(host, "requirements", "show", "arbeidsevne", "--persona", "anna")).Succeeded();
        shown.ShouldContain($"Versjon 1 · i kraft · fra {Told(ObservedOffice.Today)}\n");
        shown.ShouldContain("Dokumentasjon: kollegaobservasjon: minst 2, ikke eldre enn 12 måneder\n");
        shown.ShouldMatch("NTL +støtter +.* +Et godt krav\\.\n");
    }

    [Fact]
    public async Task A_system_that_watches_is_told_when_the_leader_verifies_and_when_it_is_revoked()
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var system = new Client(host);
        using var watch = system.Verifications.WatchTask(new() { TaskId = ObservedOffice.TaskId }, cancellationToken: patience.Token);
        var answers = watch.ResponseStream;

        var first = await NextAsync();
        first.Replaces.ShouldBeTrue();
        first.Checks.ShouldBeEmpty();

        await CatoAsync("verify anna arbeidsevne --reason Trygg");
        var verified = await NextAsync();
        verified.Replaces.ShouldBeFalse();
        var alone = verified.Checks.ShouldHaveSingleItem();
        (alone.EmployeeId, alone.Answer, alone.VerificationId, alone.Until)
            .ShouldBe(("anna", TaskAnswer.Alone, "v1", Iso(ObservedOffice.Today.AddMonths(24))));

        await CatoAsync("revoke v1 --reason Endret");
        var revoked = await NextAsync();
        revoked.Position.ShouldBeGreaterThan(verified.Position);
        var gone = revoked.Checks.ShouldHaveSingleItem();
        (gone.EmployeeId, gone.Answer).ShouldBe(("anna", TaskAnswer.NotQualified));

        async Task<WatchTaskResponse> NextAsync() =>
            await answers.MoveNext(patience.Token) ? answers.Current : throw new InvalidOperationException("The stream ended.");
    }

    async Task<string> CatoAsync(string line) =>
        (await Command.RunAsync(host, [.. line.Split(' '), "--persona", "cato"])).Succeeded();

    static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Told(DateOnly date) => date.ToString("d. MMMM yyyy", CultureInfo.GetCultureInfo("nb-NO"));
}
