using Google.Protobuf;
using Kompetanse.Cli.Text;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Verification;

public sealed class CheckCommandTests
{
    [Theory]
    [InlineData(TaskAnswer.Alone, "VERIFIED", "nb")]
    [InlineData(TaskAnswer.Alone, "VERIFIED", "en")]
    [InlineData(TaskAnswer.Supervised, "MENTOR_ASSIGNED", "nb")]
    [InlineData(TaskAnswer.Supervised, "MENTOR_ASSIGNED", "en")]
    [InlineData(TaskAnswer.NotQualified, "VERIFICATION_REVOKED", "nb")]
    [InlineData(TaskAnswer.NotQualified, "VERIFICATION_REVOKED", "en")]
    [InlineData(TaskAnswer.Delivered, "DELIVERED", "nb")]
    [InlineData(TaskAnswer.Delivered, "DELIVERED", "en")]
    public async Task Every_answer_is_told_in_words_and_ends_with_0(TaskAnswer answer, string reason, string language)
    {
        var terminal = new Terminal { Width = 80, Host = SampleOffice.Answering<CheckTaskRequest>(_ => Check(answer, reason)) };
        (await terminal.RunAsync("check", "anna", "arbeidsevne", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBeAsIn($"check-{answer}-{language}.txt".ToLowerInvariant());
        terminal.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Shows_the_answer_in_colour_on_a_terminal()
    {
        var host = SampleOffice.Answering<CheckTaskRequest>(_ => Check(TaskAnswer.NotQualified, "NEVER_VERIFIED"));
        var terminal = new Terminal { Rich = true, Host = host };
        await terminal.RunAsync("check", "anna", "arbeidsevne");
        terminal.Output.ShouldContain("\u001b[");
    }

    [Fact]
    public async Task Asks_for_the_date_it_is_told_or_leaves_today_to_the_host()
    {
        var host = SampleOffice.Answering<CheckTaskRequest>(_ => Check(TaskAnswer.Alone, "VERIFIED"));
        var terminal = new Terminal { Host = host };
        await terminal.RunAsync("check", "anna", "arbeidsevne");
        await terminal.RunAsync("check", "anna", "arbeidsevne", "--date", "2027-05-17");
        host.Asked.OfType<CheckTaskRequest>().ShouldBe(
        [
            new() { EmployeeId = "anna", TaskId = "arbeidsevne" },
            new() { EmployeeId = "anna", TaskId = "arbeidsevne", Date = "2027-05-17" },
        ]);
    }

    [Fact]
    public async Task Json_is_the_whole_answer_and_asks_for_nothing_else()
    {
        var check = Check(TaskAnswer.Supervised, "MENTOR_ASSIGNED");
        var host = SampleOffice.Answering<CheckTaskRequest>(_ => check);
        var terminal = new Terminal { Host = host };
        (await terminal.RunAsync("check", "anna", "arbeidsevne", "--format", "json")).ShouldBe(0);
        JsonParser.Default.Parse<TaskCheck>(terminal.Output).ShouldBe(check);
        host.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reason_that_is_newer_than_the_command_stands_as_it_is()
    {
        var host = SampleOffice.Answering<CheckTaskRequest>(_ => Check(TaskAnswer.NotQualified, "ON_LEAVE"));
        var terminal = new Terminal { Host = host };
        await terminal.RunAsync("check", "anna", "arbeidsevne");
        terminal.Output.ShouldContain("Hvorfor: ON_LEAVE\n");
    }

    [Theory]
    [InlineData("VERIFIED")]
    [InlineData("MENTOR_ASSIGNED")]
    [InlineData("DELIVERED")]
    [InlineData("NEVER_VERIFIED")]
    [InlineData("VERIFICATION_EXPIRED")]
    [InlineData("VERIFICATION_REVOKED")]
    [InlineData("VERIFICATION_SUPERSEDED")]
    [InlineData("VERIFICATION_REFUSED")]
    [InlineData("NO_REQUIREMENT_IN_FORCE")]
    [InlineData("NOT_EMPLOYED")]
    public void Every_reason_of_the_contract_has_words(string reason)
    {
        foreach (var texts in new[] { Texts.Bokmål, Texts.English }) texts.Word("Reason", reason).ShouldNotBe(reason);
    }

    static TaskCheck Check(TaskAnswer answer, string reason)
    {
        var check = new TaskCheck { EmployeeId = "anna", TaskId = "arbeidsevne", Date = "2026-11-22", Answer = answer, Reasons = { reason } };
        if (answer != TaskAnswer.NotQualified) check.Until = "2028-11-22";
        if (answer == TaskAnswer.Alone) check.VerificationId = "v1";
        if (answer == TaskAnswer.Supervised) check.Supervisors.Add(["bo", "siri"]);
        if (answer == TaskAnswer.Delivered) check.DeliveredBy = "kontor-7";
        return check;
    }
}
