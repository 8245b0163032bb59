using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Demanding tasks, what they require of those who do them alone, and who delivers them.</summary>
public sealed class RequirementService(OrganisationCalls organisation)
    : Protos.Verification.V1.RequirementService.RequirementServiceBase
{
    /// <summary>Creates a demanding task.</summary>
    public override Task<Message.DemandingTask> CreateTask(CreateTaskRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.DemandingTask>(request, context);

    /// <summary>Changes a demanding task.</summary>
    public override Task<Message.DemandingTask> UpdateTask(UpdateTaskRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.DemandingTask>(request, context);

    /// <summary>A demanding task, by id.</summary>
    public override Task<Message.DemandingTask> GetTask(GetTaskRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.DemandingTask>(request, context);

    /// <summary>Demanding tasks, ordered by id.</summary>
    public override Task<ListTasksResponse> ListTasks(ListTasksRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListTasksResponse>(request, context);

    /// <summary>Drafts the next version of a task's requirement.</summary>
    public override Task<Message.Requirement> CreateRequirement(CreateRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Changes a draft.</summary>
    public override Task<Message.Requirement> UpdateRequirement(UpdateRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Sends a draft out to the parties.</summary>
    public override Task<Message.Requirement> ConsultRequirement(ConsultRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Keeps what a party says.</summary>
    public override Task<Message.Requirement> AddStatement(AddStatementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Takes a requirement back to draft.</summary>
    public override Task<Message.Requirement> ReviseRequirement(ReviseRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Approves a requirement that every party has been heard about.</summary>
    public override Task<Message.Requirement> ApproveRequirement(ApproveRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Ends a requirement from a date.</summary>
    public override Task<Message.Requirement> RetireRequirement(RetireRequirementRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>A version, or the one in force on a date.</summary>
    public override Task<Message.Requirement> GetRequirement(GetRequirementRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Requirement>(request, context);

    /// <summary>Every version, by task and number.</summary>
    public override Task<ListRequirementsResponse> ListRequirements(ListRequirementsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListRequirementsResponse>(request, context);

    /// <summary>Says who must be heard before a requirement is approved.</summary>
    public override Task<Message.Consultation> UpdateConsultation(UpdateConsultationRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Consultation>(request, context);

    /// <summary>Who must be heard.</summary>
    public override Task<Message.Consultation> GetConsultation(GetConsultationRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Consultation>(request, context);

    /// <summary>Agrees that a unit does a task for another.</summary>
    public override Task<Message.Delivery> CreateDelivery(CreateDeliveryRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Delivery>(request, context);

    /// <summary>Changes when it ends.</summary>
    public override Task<Message.Delivery> UpdateDelivery(UpdateDeliveryRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Delivery>(request, context);

    /// <summary>A delivery, by id.</summary>
    public override Task<Message.Delivery> GetDelivery(GetDeliveryRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Delivery>(request, context);

    /// <summary>Deliveries of a task, of a unit, or all.</summary>
    public override Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListDeliveriesResponse>(request, context);
}
