using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>What shows that somebody can do something, and the mentors who observe.</summary>
public sealed class EvidenceService(OrganisationCalls organisation)
    : Protos.Verification.V1.EvidenceService.EvidenceServiceBase
{
    /// <summary>Adds evidence about an employee.</summary>
    public override Task<Message.Evidence> AddEvidence(AddEvidenceRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Evidence>(request, context);

    /// <summary>Adds what a learning platform has seen completed.</summary>
    public override Task<ReportCompletionsResponse> ReportCompletions(ReportCompletionsRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<ReportCompletionsResponse>(request, context);

    /// <summary>An employee's evidence, newest first.</summary>
    public override Task<ListEvidenceResponse> ListEvidence(ListEvidenceRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListEvidenceResponse>(request, context);

    /// <summary>Appoints a mentor for a period.</summary>
    public override Task<Message.MentorAppointment> AppointMentor(AppointMentorRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.MentorAppointment>(request, context);

    /// <summary>Assigns a mentor to an employee for a task.</summary>
    public override Task<Message.MentorAssignment> AssignMentor(AssignMentorRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.MentorAssignment>(request, context);

    /// <summary>Appointments and assignments of an employee.</summary>
    public override Task<ListMentorsResponse> ListMentors(ListMentorsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListMentorsResponse>(request, context);
}
