using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Demanding tasks, what they require of those who do them alone, and who delivers them.</summary>
public sealed class RequirementService(OrganisationCalls organisation)
{
    /// <summary>Creates a demanding task.</summary>
    public Task<Message.DemandingTask> CreateTask(CreateTaskRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.DemandingTask>(request, context);

    /// <summary>Changes a demanding task.</summary>
    public Task<Message.DemandingTask> UpdateTask(UpdateTaskRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.DemandingTask>(request, context);

    /// <summary>A demanding task, by id.</summary>
    public Task<Message.DemandingTask> GetTask(GetTaskRequest request, CallContext context) =>
        organisation.QueryAsync<Message.DemandingTask>(request, context);

    /// <summary>Demanding tasks, ordered by id.</summary>
    public Task<ListTasksResponse> ListTasks(ListTasksRequest request, CallContext context) =>
        organisation.QueryAsync<ListTasksResponse>(request, context);

    /// <summary>Drafts the next version of a task's requirement.</summary>
    public Task<Message.Requirement> CreateRequirement(CreateRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Changes a draft.</summary>
    public Task<Message.Requirement> UpdateRequirement(UpdateRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Sends a draft out to the parties.</summary>
    public Task<Message.Requirement> ConsultRequirement(ConsultRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Keeps what a party says.</summary>
    public Task<Message.Requirement> AddStatement(AddStatementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Takes a requirement back to draft.</summary>
    public Task<Message.Requirement> ReviseRequirement(ReviseRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Approves a requirement that every party has been heard about.</summary>
    public Task<Message.Requirement> ApproveRequirement(ApproveRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>Ends a requirement from a date.</summary>
    public Task<Message.Requirement> RetireRequirement(RetireRequirementRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Requirement>(request, context);

    /// <summary>A version, or the one in force on a date.</summary>
    public Task<Message.Requirement> GetRequirement(GetRequirementRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Requirement>(request, context);

    /// <summary>Every version, by task and number.</summary>
    public Task<ListRequirementsResponse> ListRequirements(ListRequirementsRequest request, CallContext context) =>
        organisation.QueryAsync<ListRequirementsResponse>(request, context);

    /// <summary>Says who must be heard before a requirement is approved.</summary>
    public Task<Message.Consultation> UpdateConsultation(UpdateConsultationRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Consultation>(request, context);

    /// <summary>Who must be heard.</summary>
    public Task<Message.Consultation> GetConsultation(GetConsultationRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Consultation>(request, context);

    /// <summary>Agrees that a unit does a task for another.</summary>
    public Task<Message.Delivery> CreateDelivery(CreateDeliveryRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Delivery>(request, context);

    /// <summary>Changes when it ends.</summary>
    public Task<Message.Delivery> UpdateDelivery(UpdateDeliveryRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Delivery>(request, context);

    /// <summary>A delivery, by id.</summary>
    public Task<Message.Delivery> GetDelivery(GetDeliveryRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Delivery>(request, context);

    /// <summary>Deliveries of a task, of a unit, or all.</summary>
    public Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, CallContext context) =>
        organisation.QueryAsync<ListDeliveriesResponse>(request, context);
}
