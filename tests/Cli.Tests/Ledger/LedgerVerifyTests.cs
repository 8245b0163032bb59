using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Ledger;

public sealed class LedgerVerifyTests
{
    const string Head = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Theory]
    [InlineData("nb", "Hovedboken er hel: 3 poster, siste posisjon 3.\nSHA-256 " + Head + "\n")]
    [InlineData("en", "The ledger is whole: 3 entries, last position 3.\nSHA-256 " + Head + "\n")]
    public async Task A_whole_ledger_is_told_with_its_head(string language, string expected)
    {
        var terminal = Answering(new VerifyResponse { Entries = 3, Position = 3, Head = Head });
        (await terminal.RunAsync("ledger", "verify", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBe(expected);
    }

    [Theory]
    [InlineData("nb", "Hovedboken er tom.\n")]
    [InlineData("en", "The ledger is empty.\n")]
    public async Task An_empty_ledger_is_told_as_empty(string language, string expected)
    {
        var terminal = Answering(new VerifyResponse());
        (await terminal.RunAsync("ledger", "verify", "--lang", language)).ShouldBe(0);
        terminal.Output.ShouldBe(expected);
    }

    [Theory]
    [InlineData("nb", "Feil i hovedboken på posisjon 3: Summen stemmer ikke. [HASH_MISMATCH]\nHel til og med posisjon 2 (3 poster lest), SHA-256 " + Head + "\n")]
    [InlineData("en", "Fault in the ledger at position 3: Summen stemmer ikke. [HASH_MISMATCH]\nSound up to position 2 (3 entries read), SHA-256 " + Head + "\n")]
    public async Task A_fault_is_told_with_its_entry_and_ends_the_command_with_1(string language, string expected)
    {
        var fault = new Fault { Position = 3, Reason = "HASH_MISMATCH", Message = "Summen stemmer ikke." };
        var terminal = Answering(new VerifyResponse { Entries = 3, Position = 2, Head = Head, Fault = fault });
        (await terminal.RunAsync("ledger", "verify", "--lang", language)).ShouldBe(1);
        terminal.Error.ShouldBe(expected);
        terminal.Output.ShouldBeEmpty();
    }

    static Terminal Answering(VerifyResponse answer) => new() { Host = new() { OnVerify = () => answer } };
}
