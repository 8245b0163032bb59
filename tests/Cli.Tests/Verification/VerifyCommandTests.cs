using Google.Rpc;
using Grpc.Core;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Verification;

public sealed class VerifyCommandTests
{
    [Theory]
    [InlineData(80, "nb")]
    [InlineData(100, "en")]
    public async Task A_decision_is_shown_with_its_grounds(int width, string language)
    {
        var terminal = new Terminal { Width = width, Host = Verifying(SampleOffice.Verified()) };
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--reason", "r", "--evidence", "anna~1", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBeAsIn($"verify-{language}-{width}.txt");
        foreach (var line in terminal.Output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task A_decision_not_to_verify_is_shown()
    {
        var refused = SampleOffice.Verified();
        (refused.Outcome, refused.ValidUntil, refused.Reasoning) = (VerificationOutcome.Refused, "", "Trenger mer øving.");
        refused.Grounds = new();
        var terminal = new Terminal { Width = 80, Host = Verifying(refused) };
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--refuse", "--reason", "r")).ShouldBe(0);
        terminal.Output.ShouldBeAsIn("refuse-nb-80.txt");
        Sent(terminal).Outcome.ShouldBe(VerificationOutcome.Refused);
    }

    [Fact]
    public async Task Names_the_evidence_it_is_told_and_asks_for_no_other()
    {
        var terminal = new Terminal { Host = Verifying(SampleOffice.Verified()) };
        await terminal.RunAsync(
            "verify", "anna", "arbeidsevne", "--reason", "God praksis", "--evidence", "anna~1", "anna~4", "--evidence", "anna~5",
            "--until", "2027-06-01");
        Sent(terminal).ShouldBe(new VerifyRequest
        {
            EmployeeId = "anna", TaskId = "arbeidsevne", Outcome = VerificationOutcome.Verified, Reasoning = "God praksis",
            EvidenceIds = { "anna~1", "anna~4", "anna~5" }, ValidUntil = "2027-06-01",
        });
        terminal.Host.Asked.OfType<PrepareVerificationRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_all_evidence_that_counts_unless_told()
    {
        var terminal = new Terminal { Host = Verifying(SampleOffice.Verified()) };
        await terminal.RunAsync("verify", "anna", "arbeidsevne", "--reason", "God praksis");
        Sent(terminal).EvidenceIds.ShouldBe(["anna~1", "anna~2"]);
    }

    [Theory]
    [InlineData(80, "nb")]
    [InlineData(100, "en")]
    public async Task A_dry_run_shows_what_there_is_and_what_is_missing(int width, string language)
    {
        var terminal = new Terminal { Width = width, Host = Verifying(null!) };
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--dry-run", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBeAsIn($"dry-run-{language}-{width}.txt");
        terminal.Host.Asked.OfType<VerifyRequest>().ShouldBeEmpty();
        foreach (var line in terminal.Output.Split('\n')) line.Length.ShouldBeLessThanOrEqualTo(width);
    }

    [Fact]
    public async Task A_dry_run_says_when_nothing_is_missing()
    {
        var prepared = Prepared();
        prepared.Missing.Clear();
        var terminal = new Terminal { Host = SampleOffice.Answering<PrepareVerificationRequest>(_ => prepared) };
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--dry-run")).ShouldBe(0);
        terminal.Output.ShouldContain("Kan verifiseres: alt kravet ber om, er på plass.");
    }

    [Fact]
    public async Task What_is_missing_is_listed_when_the_host_refuses()
    {
        var terminal = Refusing(
            ("requirement.components[1].level", "COMPONENT_BELOW: Nivået i «veiledning» er 2; kravet er 3."),
            ("requirement.evidence[0].least", "EVIDENCE_TOO_LITTLE: Beslutningen viser til 1 av slaget «kollegaobservasjon»; kravet er minst 2."));
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--reason", "r")).ShouldBe(1);
        terminal.Error.ShouldBeAsIn("incomplete-nb-80.txt");
        terminal.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_refusal_is_told_in_the_hosts_words()
    {
        var terminal = Refusing(("evidence_ids[0]", "EVIDENCE_NOT_THEIRS: Dokumentasjonen finnes ikke."));
        (await terminal.RunAsync("verify", "anna", "arbeidsevne", "--reason", "r")).ShouldBe(1);
        terminal.Error.ShouldBe("Nei. [COMPONENT_BELOW]\n");
    }

    static Terminal Refusing(params IReadOnlyList<(string Field, string Description)> violations) => new()
    {
        Width = 80,
        Host = SampleOffice.Answering<VerifyRequest>(_ => throw Refusals.With(
            StatusCode.FailedPrecondition, "Nei.", new ErrorInfo { Reason = "COMPONENT_BELOW", Domain = "kompetanse" },
            new BadRequest
            {
                FieldViolations =
                {
                    violations.Select(one => new BadRequest.Types.FieldViolation { Field = one.Field, Description = one.Description }),
                },
            })).Preparing(Prepared()),
    };

    static FakeKompetanse Verifying(Protos.Verification.V1.Verification decided) =>
        SampleOffice.Answering<VerifyRequest>(_ => decided).Preparing(Prepared());

    static Preparation Prepared()
    {
        var preparation = new Preparation { Requirement = SampleOffice.InForce(), Grounds = SampleOffice.Grounds() };
        preparation.Grounds.Levels.RemoveAt(1);
        preparation.Missing.Add(new Missing { Reason = "COMPONENT_UNKNOWN", Field = "requirement.components[1].level" });
        preparation.Missing.Add(new Missing { Reason = "EVIDENCE_TOO_LITTLE", Field = "requirement.evidence[0].least" });
        return preparation;
    }

    /// <summary>The decision as it was sent, but for its own id.</summary>
    static VerifyRequest Sent(Terminal terminal)
    {
        var sent = terminal.Host.Asked.OfType<VerifyRequest>().Single();
        sent.RequestId.ShouldNotBeEmpty();
        sent.RequestId = "";
        return sent;
    }
}
