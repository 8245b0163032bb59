using Google.Protobuf;
using Kompetanse.Protos.Verification.V1;
using VerifyRequest = Kompetanse.Protos.Verification.V1.VerifyRequest;
using Row = Kompetanse.EndToEnd.Access.AccessMatrixTests.Row;

namespace Kompetanse.EndToEnd.Access;

/// <summary>Who may see and do what with requirements, evidence and mentors. Bo, the colleague, is an appointed mentor.</summary>
static class VerificationRows
{
    const string Requirements = "kompetanse.verification.v1.RequirementService/";
    const string Evidences = "kompetanse.verification.v1.EvidenceService/";
    const string Decisions = "kompetanse.verification.v1.VerificationService/";
    const string Everyone = AccessMatrixTests.Everyone;
    const string KeepsCatalogue = AccessMatrixTests.KeepsCatalogue;
    const string ReadsAnna = "own leader acting hr assessments.read";
    const string LeadsAnna = "leader acting";

    public static IReadOnlyList<Row> All { get; } =
    [
        new(Requirements + "CreateTask", new CreateTaskRequest(), KeepsCatalogue),
        new(Requirements + "UpdateTask", new UpdateTaskRequest(), KeepsCatalogue),
        new(Requirements + "GetTask", new GetTaskRequest { Id = "aap" }, Everyone),
        new(Requirements + "ListTasks", new ListTasksRequest(), Everyone),
        new(Requirements + "CreateRequirement", new CreateRequirementRequest(), KeepsCatalogue),
        new(Requirements + "UpdateRequirement", new UpdateRequirementRequest(), KeepsCatalogue),
        new(Requirements + "ConsultRequirement", new ConsultRequirementRequest(), KeepsCatalogue),
        new(Requirements + "AddStatement", new AddStatementRequest(), KeepsCatalogue + " represents represents-elsewhere"),
        new(Requirements + "ReviseRequirement", new ReviseRequirementRequest(), KeepsCatalogue),
        new(Requirements + "ApproveRequirement", new ApproveRequirementRequest(), KeepsCatalogue),
        new(Requirements + "RetireRequirement", new RetireRequirementRequest(), KeepsCatalogue),
        new(Requirements + "GetRequirement", new GetRequirementRequest { TaskId = "aap" }, Everyone),
        new(Requirements + "GetRequirement", new GetRequirementRequest { TaskId = "aap", Version = 9 }, KeepsCatalogue, "of a version that nobody has approved"),
        new(Requirements + "ListRequirements", new ListRequirementsRequest(), Everyone),
        new(Requirements + "UpdateConsultation", new UpdateConsultationRequest(), KeepsCatalogue),
        new(Requirements + "GetConsultation", new GetConsultationRequest(), Everyone),
        new(Requirements + "CreateDelivery", Delivered("oslo", "oslo"), KeepsCatalogue + " leader acting above top", "in one's own unit"),
        new(Requirements + "CreateDelivery", Delivered("oslo", "bergen"), KeepsCatalogue + " top", "between counties"),
        new(Requirements + "UpdateDelivery", new UpdateDeliveryRequest { Delivery = new Delivery { Id = "d1" } }, KeepsCatalogue),
        new(Requirements + "GetDelivery", new GetDeliveryRequest { Id = "d1" }, Everyone),
        new(Requirements + "ListDeliveries", new ListDeliveriesRequest(), Everyone),

        new(Evidences + "AddEvidence", Added(EvidenceKind.Course), "own leader acting evidence.write", "of a course"),
        new(Evidences + "AddEvidence", Added(EvidenceKind.PeerObservation), "colleague", "by observation"),
        new(Evidences + "ReportCompletions", new ReportCompletionsRequest(), "evidence.write"),
        new(Evidences + "ListEvidence", new ListEvidenceRequest { EmployeeId = "anna" }, ReadsAnna),
        new(Evidences + "AppointMentor", new AppointMentorRequest { Appointment = new MentorAppointment { MentorId = "anna" } }, LeadsAnna),
        new(Evidences + "AssignMentor", new AssignMentorRequest { Assignment = new MentorAssignment { EmployeeId = "anna" } }, LeadsAnna),
        new(Evidences + "ListMentors", new ListMentorsRequest { EmployeeId = "anna" }, ReadsAnna),

        new(Decisions + "Verify", new VerifyRequest { EmployeeId = "anna" }, LeadsAnna),
        new(Decisions + "Verify", new VerifyRequest { EmployeeId = "cato" }, "above", "of the leader"),
        new(Decisions + "VerifyCompetence", new VerifyCompetenceRequest { EmployeeId = "anna" }, LeadsAnna),
        new(Decisions + "Revoke", new RevokeRequest { Id = "v9" }, ""),
        new(Decisions + "PrepareVerification", new PrepareVerificationRequest { EmployeeId = "anna" }, LeadsAnna),
        new(Decisions + "GetVerification", new GetVerificationRequest { Id = "v9" }, "hr assessments.read"),
        new(Decisions + "ListVerifications", new ListVerificationsRequest { EmployeeId = "anna" }, ReadsAnna),
        new(Decisions + "CheckTask", new CheckTaskRequest { EmployeeId = "anna" }, "own leader acting tasks.check"),
        new(Decisions + "CheckTasks", new CheckTasksRequest { Checks = { new CheckTaskRequest { EmployeeId = "anna" } } }, "own leader acting tasks.check"),
        new(Decisions + "WatchTask", new WatchTaskRequest(), "tasks.check"),
        new(Decisions + "ListExpiring", new ListExpiringRequest { EmployeeId = "anna" }, ReadsAnna),
        new(Decisions + "ListExpiring", new ListExpiringRequest { UnitId = "oslo" }, "leader acting hr assessments.read", "of a unit"),
    ];

    /// <summary>Makes Bo a mentor; asked by the leader.</summary>
    public static (string Method, IMessage Request) BoIsMentor { get; } = (
        Evidences + "AppointMentor",
        new AppointMentorRequest { Appointment = new MentorAppointment { MentorId = "bo", FromDate = "2026-01-01" } });

    static CreateDeliveryRequest Delivered(string by, string @for) =>
        new() { Delivery = new Delivery { ByUnitId = by, ForUnitId = @for, FromDate = "2026-01-01" } };

    static AddEvidenceRequest Added(EvidenceKind kind) =>
        new() { Evidence = new Evidence { EmployeeId = "anna", Kind = kind, Date = "2026-01-02" } };
}
