using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Evidencing;

/// <summary>What shows that somebody can do something, and the mentors who observe.</summary>
public sealed class EvidenceService(OrganisationCalls organisation)
{
    /// <summary>Adds evidence about an employee.</summary>
    public Task<Message.Evidence> AddEvidence(AddEvidenceRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Evidence>(request, context);

    /// <summary>Adds what a learning platform has seen completed.</summary>
    public Task<ReportCompletionsResponse> ReportCompletions(ReportCompletionsRequest request, CallContext context) =>
        organisation.ExecuteAsync<ReportCompletionsResponse>(request, context);

    /// <summary>An employee's evidence, newest first.</summary>
    public Task<ListEvidenceResponse> ListEvidence(ListEvidenceRequest request, CallContext context) =>
        organisation.QueryAsync<ListEvidenceResponse>(request, context);

    /// <summary>Appoints a mentor for a period.</summary>
    public Task<Message.MentorAppointment> AppointMentor(AppointMentorRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.MentorAppointment>(request, context);

    /// <summary>Assigns a mentor to an employee for a task.</summary>
    public Task<Message.MentorAssignment> AssignMentor(AssignMentorRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.MentorAssignment>(request, context);

    /// <summary>Appointments and assignments of an employee.</summary>
    public Task<ListMentorsResponse> ListMentors(ListMentorsRequest request, CallContext context) =>
        organisation.QueryAsync<ListMentorsResponse>(request, context);
}
