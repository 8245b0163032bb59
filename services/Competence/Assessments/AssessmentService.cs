using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Message = Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>What employees can do, as it was assessed.</summary>
public sealed class AssessmentService(OrganisationCalls organisation)
{
    /// <summary>Records a dated assessment. One of the same employee, competence, basis and date must not stand already.</summary>
    public Task<Message.Assessment> CreateAssessment(CreateAssessmentRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Assessment>(request, context);

    /// <summary>Corrects the level of a recorded assessment, or who made it.</summary>
    public Task<Message.Assessment> UpdateAssessment(UpdateAssessmentRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Assessment>(request, context);

    /// <summary>An assessment, by id.</summary>
    public Task<Message.Assessment> GetAssessment(GetAssessmentRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Assessment>(request, context);

    /// <summary>An employee's assessments, ordered by competence, basis and date.</summary>
    public Task<ListAssessmentsResponse> ListAssessments(ListAssessmentsRequest request, CallContext context) =>
        organisation.QueryAsync<ListAssessmentsResponse>(request, context);
}
