using Kompetanse.Competence.Access;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Proto = Kompetanse.Protos.Verification.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Commands and queries for demanding tasks, their requirements and who is heard about them.</summary>
internal static class RequirementModel
{
    private static readonly ResourceKind<DemandingTask, Proto.DemandingTask> Tasks = new(
        "task", agency => agency.Tasks, task => task.Id, DemandingTaskRules.Put,
        @event => (@event as DemandingTaskSaved)?.DemandingTask.Id, (field, id) => new TaskNotFound(field, id), "id");

    private static readonly ResourceKind<Consultation, Proto.Consultation> Consultations = new(
        "consultation", agency => agency.Consultations, _ => Consultation.TheOnly, ConsultationRules.Put,
        _ => null, (field, _) => new FieldRequired(field));

    public static OrganisationModel AddRequirements(this OrganisationModel model) => model
        .Create(Tasks, (CreateTaskRequest request) => request.Task)
        .Update(Tasks, (UpdateTaskRequest request) => request.Task, request => request.UpdateMask)
        .Get(Tasks, (GetTaskRequest request) => request.Id)
        .List(Tasks, (ListTasksRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListTasksResponse { Tasks = { page }, NextPageToken = next })
        .Command<Agency, UpdateConsultationRequest>(
            (agency, request, context) => Consultations.UpdateOrCreate(
                agency, request.Consultation, mask: null, context, _ => new Proto.Consultation()),
            (agency, _, _, _) => View(agency))
        .Query<Agency, GetConsultationRequest>((agency, _, _) => QueryResult.Of(View(agency)))
        .AddDrafting()
        .AddLifeCycle()
        .Query<Agency, GetRequirementRequest>(Get)
        .Query<Agency, ListRequirementsRequest>(List);

    private static Proto.Consultation View(Agency agency) => agency.Consultation?.View() ?? new Proto.Consultation();

    private static QueryResult Get(Agency agency, GetRequirementRequest request, QueryContext context)
    {
        if (!agency.Tasks.TryFind(request.TaskId, out var task))
        {
            return new TaskNotFound("task_id", Ids.Shown(request.TaskId));
        }

        if (request.Version != 0)
        {
            return task.Version(request.Version) is { } version
                ? QueryResult.Of(version.On(context.Today))
                : new RequirementNotFound("version", Requirement.KeyOf(task.Key, request.Version));
        }

        var date = context.Today;
        return request.AsOf.Length > 0 && !Dates.TryParse(request.AsOf, out date) ? new DateInvalid("as_of")
            : task.InForceOn(date) is { } inForce ? QueryResult.Of(inForce.On(context.Today))
            : new RequirementNotFound("as_of", $"{task.Key}~{date.ToIso()}");
    }

    private static QueryResult List(Agency agency, ListRequirementsRequest request, QueryContext context)
    {
        var asking = new Asking(context.Caller, context.Today);
        return Paging.Page(
            request.PageSize, request.PageToken,
            start => agency.Requirements.After(start).Where(requirement =>
                (request.TaskId.Length == 0 || requirement.Task.Key == request.TaskId)
                && RequirementPolicy.MaySee(requirement, asking)),
            requirement => requirement.Key,
            requirement => requirement.On(context.Today),
            (page, next) => new ListRequirementsResponse { Requirements = { page }, NextPageToken = next });
    }
}
