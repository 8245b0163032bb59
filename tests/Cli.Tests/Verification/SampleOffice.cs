using Google.Protobuf;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Decision = Kompetanse.Protos.Verification.V1.Verification;

namespace Kompetanse.Cli.Tests.Verification;

/// <summary>
/// An office where work ability is assessed. What names are called is answered as a host would; a test says what else is answered.
/// </summary>
internal static class SampleOffice
{
    public static readonly DemandingTask WorkAbility = new()
    {
        Id = "arbeidsevne", NameNb = "Vurdere arbeidsevne etter § 14 a", NameEn = "Assess work ability", RoleIds = { "veileder" },
    };

    public static Requirement InForce() => new()
    {
        TaskId = "arbeidsevne",
        Version = 2,
        State = RequirementState.Effective,
        Components = { new Component { CompetenceId = "regelverk", Level = 2 }, new Component { CompetenceId = "veiledning", Level = 3 } },
        Evidence =
        {
            new EvidenceRule { Kind = EvidenceKind.PeerObservation, Least = 2, GreatestAgeMonths = 12 },
            new EvidenceRule { Kind = EvidenceKind.Course, Least = 1, ActivityId = "kurs-14a" },
        },
        ValidityMonths = 24,
        LeastPeople = 2,
        LegalBasis = "NAV-loven § 14 a",
        KnowledgeBasis = KnowledgeBasis.Strong,
        ValidFrom = "2026-03-01",
        Standing = new Standing { RenewBy = "2026-09-01" },
        Statements =
        {
            new Statement { PartyId = "ntl", Stance = Stance.Supports, Text = "Et godt krav.", RecordedBy = "hege", Date = "2026-02-10" },
            new Statement
            {
                PartyId = "fo", Stance = Stance.Opposes, RecordedBy = "hege", Date = "2026-02-12",
                Text = "Observasjonene må komme i tillegg til vanlig opplæring, og mentorene må få satt av tid til dem.",
            },
        },
    };

    public static Grounds Grounds() => new()
    {
        Levels =
        {
            new Assessment { EmployeeId = "anna", CompetenceId = "regelverk", Basis = Basis.Agreed, Level = 2, Date = "2026-02-15" },
            new Assessment { EmployeeId = "anna", CompetenceId = "veiledning", Basis = Basis.Verified, Level = 4, Date = "2026-01-20" },
        },
        Evidence =
        {
            new Evidence
            {
                Id = "anna~1", EmployeeId = "anna", Kind = EvidenceKind.PeerObservation, Date = "2026-02-10", TaskId = "arbeidsevne",
                AddedBy = "bo", Text = "Trygg i samtalen, og lar brukeren komme til orde. Forklarer hva vedtaket betyr.",
            },
            new Evidence
            {
                Id = "anna~2", EmployeeId = "anna", Kind = EvidenceKind.Course, Date = "2025-11-03", ActivityId = "kurs-14a",
                Source = "læringsplattformen", ArchiveReference = "2025/1187-3",
            },
        },
    };

    public static Decision Verified() => new()
    {
        Id = "v1", EmployeeId = "anna", TaskId = "arbeidsevne", RequirementVersion = 2, Outcome = VerificationOutcome.Verified,
        DecidedBy = "cato", DecidedOn = "2026-03-02", ValidUntil = "2028-03-02", Reasoning = "God praksis over tid.", Grounds = Grounds(),
    };

    /// <summary>A host that answers one request so, and knows what things are called.</summary>
    public static FakeKompetanse Answering<TRequest>(Func<TRequest, IMessage> answer)
        where TRequest : IMessage =>
        new() { OnCall = request => request is TRequest asked ? answer(asked) : Known(request) };

    /// <summary>The same host, which also answers what there is to decide on.</summary>
    public static FakeKompetanse Preparing(this FakeKompetanse host, Preparation preparation) =>
        new() { OnCall = request => request is PrepareVerificationRequest ? preparation : host.OnCall(request) };

    static IMessage Known(IMessage request) => request switch
    {
        GetTaskRequest => WorkAbility,
        GetUnitRequest unit => new Unit { Id = unit.Id, Name = "Nav Fjellvik" },
        GetRoleRequest role => new Role { Id = role.Id, NameNb = "Veileder", NameEn = "Adviser" },
        GetCompetenceRequest { Id: "regelverk" } => new Competence { Id = "regelverk", NameNb = "Regelverk", NameEn = "Regulations" },
        GetCompetenceRequest one => new Competence { Id = one.Id, NameNb = "Veiledning", NameEn = "Guidance" },
        GetConsultationRequest => new Consultation { Parties = { new Party { Id = "ntl", NameNb = "NTL" }, new Party { Id = "fo", NameNb = "FO" } } },
        GetLevelScaleRequest => new LevelScale
        {
            Levels =
            {
                new LevelName { Level = 2, NameNb = "selvstendig", NameEn = "independent" },
                new LevelName { Level = 3, NameNb = "viderekommen", NameEn = "advanced" },
                new LevelName { Level = 4, NameNb = "ekspert", NameEn = "expert" },
            },
        },
        _ => throw new InvalidOperationException($"{request.Descriptor.Name} is not expected."),
    };
}
