using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Assessment.V1;
using Message = Kompetanse.Protos.Assessment.V1;

namespace Kompetanse.Competence.Assessments;

/// <summary>What employees can do, as it was assessed.</summary>
public sealed class AssessmentService(OrganisationCalls organisation)
    : Protos.Assessment.V1.AssessmentService.AssessmentServiceBase
{
    /// <summary>Records a dated assessment. One of the same employee, competence, basis and date must not stand already.</summary>
    public override Task<Message.Assessment> CreateAssessment(CreateAssessmentRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Assessment>(request, context);

    /// <summary>Corrects the level of a recorded assessment, or who made it.</summary>
    public override Task<Message.Assessment> UpdateAssessment(UpdateAssessmentRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Assessment>(request, context);

    /// <summary>An assessment, by id.</summary>
    public override Task<Message.Assessment> GetAssessment(GetAssessmentRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Assessment>(request, context);

    /// <summary>An employee's assessments, ordered by competence, basis and date.</summary>
    public override Task<ListAssessmentsResponse> ListAssessments(ListAssessmentsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListAssessmentsResponse>(request, context);
}
