using Google.Rpc;
using Grpc.Core;
using Kompetanse.Platform.Calls;
using Kompetanse.Platform.Organisations;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace Kompetanse.Platform.Tests.Organisations;

public sealed class RefusalStatusTests
{
    static readonly RefusalStatus Status = new(new OrganisationModel().Texts, Options.Create(new GrpcOptions()));

    [Fact]
    public void The_first_refusal_is_the_status_and_every_field_at_fault_is_told()
    {
        var status = Status.Of([new EtagStale("unit.etag"), new FieldRequired("unit.name"), new RequestIdReused()], "en");

        status.Code.ShouldBe((int)StatusCode.Aborted);
        status.Message.ShouldBe("Somebody has changed this since you read it. Read it again and retry.");
        var info = status.GetDetail<ErrorInfo>()!;
        (info.Reason, info.Domain).ShouldBe(("ETAG_STALE", "kompetanse"));
        status.GetDetail<BadRequest>()!.FieldViolations
            .Select(violation => (violation.Field, violation.Description)).ShouldBe(
            [
                ("unit.etag", "ETAG_STALE: Somebody has changed this since you read it. Read it again and retry."),
                ("unit.name", "FIELD_REQUIRED: The field must be given."),
                ("request_id", "REQUEST_ID_REUSED: The request id was used before, for another request."),
            ]);
    }

    [Fact]
    public void A_refusal_without_a_field_has_no_field_violations()
    {
        var status = Status.Of([new LedgerRefused("LEDGER_FULL")], "nb");

        status.GetDetail<BadRequest>().ShouldBeNull();
        status.GetDetail<ErrorInfo>()!.Reason.ShouldBe("LEDGER_FULL");
    }

    [Fact]
    public void Figures_go_with_the_error_as_metadata()
    {
        var status = Status.Of([new UpdateMaskInvalid("parent")], "nb");

        status.GetDetail<ErrorInfo>()!.Metadata.ShouldBe(
            new Dictionary<string, string> { ["path"] = "parent" });
        status.Message.ShouldBe("Feltet «parent» kan ikke endres eller finnes ikke.");
    }

    [Fact]
    public void What_waiting_mends_tells_how_long_to_wait() =>
        Status.Of([new RequestIdReused { RetryAfter = TimeSpan.FromSeconds(3) }], "nb")
            .GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void Details_that_would_not_fit_in_the_trailers_are_left_out_and_the_reason_stays()
    {
        var status = Status.Of([.. Enumerable.Range(0, 1000).Select(row => new FieldRequired($"positions[{row}].share"))], "nb");

        status.GetDetail<ErrorInfo>()!.Reason.ShouldBe("FIELD_REQUIRED");
        status.GetDetail<LocalizedMessage>().ShouldNotBeNull();
        status.GetDetail<BadRequest>().ShouldBeNull();
        status.CalculateSize().ShouldBeLessThan(8 * 1024);
    }

    [Theory]
    [InlineData(null, "nb")]
    [InlineData("", "nb")]
    [InlineData("nb", "nb")]
    [InlineData("nn-NO, en;q=0.5", "nb")]
    [InlineData("no", "nb")]
    [InlineData("en", "en")]
    [InlineData("EN-gb,nb;q=0.9", "en")]
    [InlineData("de-DE, en;q=0.8, nb;q=0.1", "en")]
    [InlineData("de-DE, fr", "nb")]
    public void The_text_is_in_the_language_asked_for_and_else_in_bokmål(string? acceptLanguage, string locale)
    {
        var status = Status.Of([new PageSizeInvalid()], acceptLanguage);

        var text = status.GetDetail<LocalizedMessage>()!;
        text.Locale.ShouldBe(locale);
        text.Message.ShouldBe(locale == "nb"
            ? "Sidestørrelsen må være fra 0 til 1000."
            : "The page size must be from 0 to 1000.");
        status.Message.ShouldBe(text.Message);
    }

    [Theory]
    [InlineData(
        "LEDGER_FULL", "Disken er full. Ingenting er lagret; prøv igjen når det er plass.",
        "The disk is full. Nothing was recorded; try again when there is room.")]
    [InlineData(
        "LEDGER_READ_ONLY", "Hovedboken kan bare leses. Ingenting er lagret.",
        "The ledger is read-only. Nothing was recorded.")]
    [InlineData(
        "LEDGER_DAMAGED", "Hovedboken er skadet. Ingenting er lagret; kjør «kompetanse ledger verify».",
        "The ledger is damaged. Nothing was recorded; run “kompetanse ledger verify”.")]
    [InlineData(
        "LEDGER_UNAVAILABLE", "Hovedboken er ikke tilgjengelig nå. Ingenting er lagret; prøv igjen.",
        "The ledger is not available now. Nothing was recorded; try again.")]
    public void An_outage_of_the_ledger_is_told_in_both_languages(string reason, string bokmål, string english)
    {
        var refused = new LedgerRefused(reason);

        Status.Of([refused], "nb").Message.ShouldBe(bokmål);
        Status.Of([refused], "en").Message.ShouldBe(english);
        Status.Of([refused], "en").Code.ShouldBe((int)StatusCode.Unavailable);
    }

    [Fact]
    public void That_nobody_answers_is_told_in_both_languages()
    {
        Status.Of([new AgencyUnreachable()], "nb").Message.ShouldBe("Tjenesten svarer ikke akkurat nå. Prøv igjen om litt.");
        Status.Of([new AgencyUnreachable()], "en").Message.ShouldBe("The service does not answer right now. Try again in a little while.");
    }

    [Fact]
    public void That_an_outcome_is_not_known_is_told_in_both_languages_with_what_to_do()
    {
        Status.Of([new OutcomeUnknown()], "nb").Message
            .ShouldBe("Tjenesten svarte ikke, og det er ikke sikkert om noe ble lagret. Send det samme igjen, med samme forespørsels-id.");
        Status.Of([new OutcomeUnknown()], "en").Message
            .ShouldBe("The service did not answer, and whether anything was recorded is not certain. Send the same again, with the same request id.");
    }

    [Fact]
    public void A_reason_without_a_text_is_a_bug() =>
        Should.Throw<InvalidOperationException>(() => Status.Of([new CounterFull("a")], "nb"))
            .Message.ShouldBe("There is no text for COUNTER_FULL.");
}
