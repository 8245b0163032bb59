using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Verification;

public sealed class RevokeCommandTests
{
    [Theory]
    [InlineData("nb")]
    [InlineData("en")]
    public async Task Tells_what_was_revoked_from_when_and_why(string language)
    {
        var terminal = new Terminal { Width = 80, Host = SampleOffice.Answering<RevokeRequest>(_ => Revoked()) };
        (await terminal.RunAsync("revoke", "v1", "--reason", "Endrede oppgaver", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBeAsIn($"revoke-{language}-80.txt");
        var sent = terminal.Host.Asked.OfType<RevokeRequest>().Single();
        (sent.Id, sent.Reason).ShouldBe(("v1", "Endrede oppgaver"));
        sent.RequestId.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Names_the_competence_when_it_was_of_one()
    {
        var revoked = Revoked();
        (revoked.TaskId, revoked.CompetenceId, revoked.Level) = ("", "veiledning", 3);
        var terminal = new Terminal { Host = SampleOffice.Answering<RevokeRequest>(_ => revoked) };
        await terminal.RunAsync("revoke", "v1", "--reason", "r");
        terminal.Output.ShouldContain("Verifiseringen v1 av anna for Veiledning (veiledning) er trukket tilbake.");
    }

    static Protos.Verification.V1.Verification Revoked()
    {
        var decision = SampleOffice.Verified();
        (decision.RevokedOn, decision.RevokedBy, decision.RevokedBecause) = ("2026-11-22", "cato", "Endrede oppgaver");
        return decision;
    }
}
