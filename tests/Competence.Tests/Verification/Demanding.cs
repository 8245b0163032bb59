using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Tests.Verification;

/// <summary>The small agency with a demanding task, and what happens around it.</summary>
static class Demanding
{
    /// <summary>
    /// The task «aap», of veiledere; the competence «regelverk», of kind KNOWLEDGE, beside the skills there are; two parties,
    /// NTL and FO.
    /// </summary>
    public static IReadOnlyList<IMessage> Task { get; } =
    [
        new ImportRequest
        {
            Competences = { new Protos.Catalogue.V1.Competence(Some.Competence("regelverk")) { Kind = CompetenceKind.Knowledge } },
        },
        new CreateTaskRequest { Task = TaskOf("aap", "veileder") },
        new UpdateConsultationRequest { Consultation = Parties("ntl", "fo") },
    ];

    /// <summary>A draft of its requirement.</summary>
    public static IReadOnlyList<IMessage> Draft { get; } = [.. Task, new CreateRequirementRequest { Requirement = Requirement() }];

    /// <summary>The draft sent out.</summary>
    public static IReadOnlyList<IMessage> Consultation { get; } = [.. Draft, Consult()];

    /// <summary>Sent out, and both parties heard.</summary>
    public static IReadOnlyList<IMessage> Heard { get; } = [.. Consultation, Say("ntl"), Say("fo")];

    /// <summary>In force since today.</summary>
    public static IReadOnlyList<IMessage> InForce { get; } = [.. Heard, Approve("2026-03-02")];

    /// <summary>The small agency with the task; Cato has appointed Bo a mentor for the year.</summary>
    public static async Task<TestAgency> Mentored()
    {
        var agency = await Given.Agency(Task);
        await agency.DoAsync(By.Employee("cato"), Appoint("bo", "2026-01-01", "2027-01-01"));
        return agency;
    }

    /// <summary>Everything that can happen has happened.</summary>
    public static async Task<TestAgency> Everything()
    {
        var agency = await Mentored();
        await agency.DoAsync(
            new CreateRequirementRequest { Requirement = Requirement() },
            Consult(), Say("ntl"), new ReviseRequirementRequest { TaskId = "aap", Version = 1 },
            Consult(), Say("ntl"), Say("fo"), Approve("2026-03-02"),
            new RetireRequirementRequest { TaskId = "aap", Version = 1, ValidTo = "2027-03-02" },
            new ImportRequest { Units = { Some.Unit("bærum", "ost") } },
            new CreateDeliveryRequest { Delivery = Delivery() },
            new ReportCompletionsRequest { Completions = { Evidence("anna", reference: "kurs-1") } });
        await agency.DoAsync(By.Employee("cato"), Assign("anna", "bo", "2026-03-01"), Verifying.Refuse());
        await agency.DoAsync(By.Employee("cato"), new VerifyCompetenceRequest
        {
            EmployeeId = "anna", CompetenceId = "veiledning", Level = 3, Reasoning = "Sett i praksis", EvidenceIds = { "anna~1" }, ValidUntil = "2027-01-01",
        });
        await agency.DoAsync(By.Employee("cato"), Verifying.Revoke("v2"));
        return agency;
    }

    public static DemandingTask TaskOf(string id, params IReadOnlyList<string> roles) =>
        new() { Id = id, NameNb = $"Oppgave {id}", RoleIds = { roles } };

    public static Requirement Requirement(string task = "aap") => new()
    {
        TaskId = task,
        Components = { Component("regelverk", 2), Component("veiledning", 3) },
        Evidence = { new EvidenceRule { Kind = EvidenceKind.PeerObservation, Least = 2, GreatestAgeMonths = 12 } },
        ValidityMonths = 24,
        LeastPeople = 2,
        LegalBasis = "folketrygdloven § 11-5",
        KnowledgeBasis = KnowledgeBasis.Strong,
    };

    public static Component Component(string competence, int level) => new() { CompetenceId = competence, Level = level };

    public static Consultation Parties(params IReadOnlyList<string> ids) =>
        new() { Parties = { ids.Select(id => new Party { Id = id, NameNb = id.ToUpperInvariant() }) } };

    public static ConsultRequirementRequest Consult(int version = 1) => new() { TaskId = "aap", Version = version };

    public static AddStatementRequest Say(string party, Stance stance = Stance.Supports, int version = 1) => new()
    {
        TaskId = "aap", Version = version, Statement = new Statement { PartyId = party, Stance = stance, Text = $"{party} mener" },
    };

    public static ApproveRequirementRequest Approve(string from, int version = 1) =>
        new() { TaskId = "aap", Version = version, ValidFrom = from };

    public static Delivery Delivery(string by = "oslo", string @for = "bærum", string from = "2026-03-01", string to = "") =>
        new() { TaskId = "aap", ByUnitId = by, ForUnitId = @for, FromDate = from, ToDate = to };

    public static Evidence Evidence(
        string employee, EvidenceKind kind = EvidenceKind.Course, string date = "2026-02-01", string reference = "",
        string text = "") => new()
    {
        EmployeeId = employee, Kind = kind, Date = date, TaskId = "aap", ArchiveReference = reference, Text = text,
        Credits = kind == EvidenceKind.FurtherEducation ? 7.5 : 0,
    };

    public static AppointMentorRequest Appoint(string mentor, string from, string to = "") =>
        new() { Appointment = new MentorAppointment { MentorId = mentor, FromDate = from, ToDate = to } };

    public static AssignMentorRequest Assign(string employee, string mentor, string from, string to = "") => new()
    {
        Assignment = new MentorAssignment { EmployeeId = employee, TaskId = "aap", MentorId = mentor, FromDate = from, ToDate = to },
    };
}
