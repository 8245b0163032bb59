using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Verification.V1;
using State = Kompetanse.Protos.Verification.V1.RequirementState;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>
/// How a requirement goes through its life: which step may be taken where. The rest, being in force and being retired, comes
/// by date (domain rule 15).
/// </summary>
internal static class LifeCycle
{
    public static OrganisationModel AddLifeCycle(this OrganisationModel model) => model
        .Step<ConsultRequirementRequest>(step => (step.TaskId, step.Version, step.Etag), Consult.Decide, State.Draft)
        .Step<AddStatementRequest>(step => (step.TaskId, step.Version, ""), AddStatement.Decide, State.Consultation)
        .Step<ReviseRequirementRequest>(step => (step.TaskId, step.Version, step.Etag), Revise.Decide, State.Consultation)
        .Step<ApproveRequirementRequest>(step => (step.TaskId, step.Version, step.Etag), Approve.Decide, State.Consultation)
        .Step<RetireRequirementRequest>(
            step => (step.TaskId, step.Version, step.Etag), Retire.Decide, State.Approved, State.Effective);

    private static OrganisationModel Step<TStep>(
        this OrganisationModel model, Func<TStep, (string TaskId, int Version, string Etag)> names,
        Func<Agency, Requirement, TStep, DecisionContext, Decision> decide, params State[] from)
        where TStep : Google.Protobuf.IMessage<TStep> =>
        model.Command<Agency, TStep>(
            (agency, step, context) =>
            {
                var (taskId, version, etag) = names(step);
                if (!agency.Tasks.TryFind(taskId, out var task))
                {
                    return Decision.Refuse(new TaskNotFound("task_id", Ids.Shown(taskId)));
                }

                if (task.Version(version) is not { } requirement)
                {
                    return Decision.Refuse(new RequirementNotFound("version", Requirement.KeyOf(task.Key, version)));
                }

                if (etag.Length > 0 && etag != requirement.Etag)
                {
                    return Decision.Refuse(new EtagStale("etag"));
                }

                var state = requirement.StateOn(context.Today);
                return from.Contains(state)
                    ? decide(agency, requirement, step, context)
                    : Decision.Refuse(RequirementStateWrong.Being(state, "version"));
            },
            (agency, _, events, context) => agency
                .Requirements[events.Select(RequirementEvents.KeyOf).First(key => key is not null)!]
                .On(context.Today));
}
