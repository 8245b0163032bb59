using Google.Protobuf;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;
using Xunit;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

/// <summary>Steps that a requirement can't take, told in both languages.</summary>
public sealed class LifeCycleRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "a step of a task that is not there", Demanding.Consult(), Expected.TaskNotFound("task_id", "aap") },
        { "a step of a version that is not there", Demanding.Consult(2), Expected.RequirementNotFound("version", "aap~0002"), Demanding.Draft },
        { "a step of version 0", Demanding.Consult(0), Expected.RequirementNotFound("version", "aap~0000"), Demanding.Draft },
        {
            "a step by one who has not read the last change", new ConsultRequirementRequest { TaskId = "aap", Version = 1, Etag = "1" },
            Expected.EtagStale("etag"), Demanding.Draft
        },

        { "sent out twice", Demanding.Consult(), Sent("til medbestemmelse", "sent out for consultation"), Demanding.Consultation },
        { "a statement about a draft", Demanding.Say("ntl"), Sent("et utkast", "a draft"), Demanding.Draft },
        { "a draft approved", Demanding.Approve("2026-04-01"), Sent("et utkast", "a draft"), Demanding.Draft },
        { "a draft retired", Retire("2026-04-01"), Sent("et utkast", "a draft"), Demanding.Draft },
        { "a draft revised", new ReviseRequirementRequest { TaskId = "aap", Version = 1 }, Sent("et utkast", "a draft"), Demanding.Draft },
        {
            "a text changed while the parties read it",
            new UpdateRequirementRequest { Requirement = new Requirement(Demanding.Requirement()) { Version = 1 } },
            Expected.RequirementStateWrong("til medbestemmelse", "sent out for consultation", "requirement"), Demanding.Consultation
        },
        { "a statement after it was approved", Demanding.Say("ntl"), Sent("godkjent", "approved"), [.. Demanding.Heard, Demanding.Approve("2026-04-01")] },
        { "approved twice", Demanding.Approve("2026-05-01"), Sent("i kraft", "in force"), Demanding.InForce },
        { "retired when it is retired", Retire("2026-04-01"), Sent("utgått", "retired"), [.. Demanding.Heard, Demanding.Approve("2026-04-01"), Retire("2026-03-20")] },

        { "no statement", new AddStatementRequest { TaskId = "aap", Version = 1 }, Expected.FieldRequired("statement"), Demanding.Consultation },
        { "a statement of somebody who is not heard", Demanding.Say("lo"), Expected.PartyNotFound("statement.party_id", "lo"), Demanding.Consultation },
        {
            "a statement without a stance", Demanding.Say("ntl", Stance.Unspecified), Expected.FieldRequired("statement.stance"),
            Demanding.Consultation
        },
        { "a statement without words", Said(""), Expected.FieldRequired("statement.text"), Demanding.Consultation },
        { "a statement as long as a book", Said(new string('x', 4001)), Expected.TextTooLong("statement.text", 4000), Demanding.Consultation },

        { "approved before anybody was heard", Demanding.Approve("2026-04-01"), Expected.PartiesNotHeard("NTL, FO"), Demanding.Consultation },
        { "approved before all were heard", Demanding.Approve("2026-04-01"), Expected.PartiesNotHeard("FO"), [.. Demanding.Consultation, Demanding.Say("ntl")] },
        {
            "approved when the parties spoke of an earlier text", Demanding.Approve("2026-04-01"), Expected.PartiesNotHeard("NTL, FO"),
            [.. Demanding.Heard, new ReviseRequirementRequest { TaskId = "aap", Version = 1 }, Demanding.Consult()]
        },
        { "approved from yesterday", Demanding.Approve("2026-03-01"), Expected.DateTooEarly("valid_from", "2026-03-02"), Demanding.Heard },
        { "approved from no day", Demanding.Approve(""), Expected.FieldRequired("valid_from"), Demanding.Heard },
        {
            "approved from the day that the version before starts", Demanding.Approve("2026-04-01", 2),
            Expected.DateTooEarly("valid_from", "2026-04-02"), [.. Demanding.Heard, Demanding.Approve("2026-04-01"), .. SecondHeard(_ => { })]
        },
        {
            "approved to start after verifications had to be renewed", Demanding.Approve("2026-06-02", 2),
            Expected.RenewalBeforeStart("2026-06-01"),
            [.. Demanding.InForce, .. SecondHeard(draft => draft.Standing = new Standing { RenewBy = "2026-06-01" })]
        },
        {
            "approved when its only knowledge is knowledge no more", Demanding.Approve("2026-04-01"), Expected.RequirementOneSided(""),
            [.. Demanding.Heard, new UpdateCompetenceRequest
            {
                Competence = new Proto.Competence { Id = "regelverk", Kind = CompetenceKind.Attitude }, UpdateMask = Some.Mask("kind"),
            }]
        },
        { "retired from yesterday", Retire("2026-03-01"), Expected.DateTooEarly("valid_to", "2026-03-02"), [.. Demanding.Heard, Demanding.Approve("2026-04-01")] },
        { "retired the day it came into force", Retire("2026-03-02"), Expected.DateTooEarly("valid_to", "2026-03-03"), Demanding.InForce },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static Expected Sent(string bokmål, string english) => Expected.RequirementStateWrong(bokmål, english);

    static AddStatementRequest Said(string text)
    {
        var say = Demanding.Say("ntl");
        say.Statement.Text = text;
        return say;
    }

    static RetireRequirementRequest Retire(string to) => new() { TaskId = "aap", Version = 1, ValidTo = to };

    static IReadOnlyList<IMessage> SecondHeard(Action<Requirement> change)
    {
        var draft = Demanding.Requirement();
        change(draft);
        return
        [
            new CreateRequirementRequest { Requirement = draft }, Demanding.Consult(2),
            Demanding.Say("ntl", version: 2), Demanding.Say("fo", version: 2),
        ];
    }
}
