using Google.Protobuf;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>What happens to demanding tasks and their requirements.</summary>
internal static class RequirementEvents
{
    public static OrganisationModel AddRequirementEvents(this OrganisationModel model) => model
        .Event<Agency, DemandingTaskSaved>("demanding-task-saved.v1", Apply)
        .Event<Agency, ConsultationSaved>("consultation-saved.v1", Apply)
        .Event<Agency, RequirementSaved>("requirement-saved.v1", Apply)
        .Event<Agency, RequirementConsulted>("requirement-consulted.v1", (agency, consulted, context) =>
            Change(agency, consulted, context).Consult())
        .Event<Agency, StatementAdded>("statement-added.v1", (agency, added, context) =>
            Change(agency, added, context).Add(new Statement(
                added.Statement.PartyId, added.Statement.Stance, added.Statement.Text, context.Actor,
                AgencyClock.DateOf(context.RecordedAt))))
        .Event<Agency, RequirementRevised>("requirement-revised.v1", (agency, revised, context) =>
            Change(agency, revised, context).Revise())
        .Event<Agency, RequirementApproved>("requirement-approved.v1", (agency, approved, context) =>
            Change(agency, approved, context).Approve(Dates.Parse(approved.ValidFrom)))
        .Event<Agency, RequirementRetired>("requirement-retired.v1", (agency, retired, context) =>
            Change(agency, retired, context).End(Dates.Parse(retired.ValidTo)));

    /// <summary>The key of the requirement that an event is about; null for other events.</summary>
    public static string? KeyOf(IMessage @event) => @event switch
    {
        RequirementSaved { Requirement: var saved } => Requirement.KeyOf(saved.TaskId, saved.Version),
        RequirementConsulted consulted => Requirement.KeyOf(consulted.TaskId, consulted.Version),
        StatementAdded added => Requirement.KeyOf(added.TaskId, added.Version),
        RequirementRevised revised => Requirement.KeyOf(revised.TaskId, revised.Version),
        RequirementApproved approved => Requirement.KeyOf(approved.TaskId, approved.Version),
        RequirementRetired retired => Requirement.KeyOf(retired.TaskId, retired.Version),
        _ => null,
    };

    private static Requirement Change(Agency agency, IMessage @event, EventContext context)
    {
        var requirement = agency.Requirements[KeyOf(@event)!];
        requirement.Revision = context.Position;
        return requirement;
    }

    private static void Apply(Agency agency, DemandingTaskSaved saved, EventContext context)
    {
        var message = saved.DemandingTask;
        var task = agency.Tasks.GetOrAdd(message.Id, index => new DemandingTask(message.Id, index));
        task.Roles = [.. message.RoleIds.Select(id => agency.Roles[id])];
        (task.Saved, task.Revision) = (message, context.Position);
    }

    private static void Apply(Agency agency, ConsultationSaved saved, EventContext context)
    {
        var consultation = agency.Consultations.GetOrAdd(Consultation.TheOnly, index => new Consultation(index));
        (consultation.Saved, consultation.Revision) = (saved.Consultation, context.Position);
    }

    private static void Apply(Agency agency, RequirementSaved saved, EventContext context)
    {
        var message = saved.Requirement;
        var key = Requirement.KeyOf(message.TaskId, message.Version);
        var requirement = agency.Requirements.GetOrAdd(key, index =>
        {
            var task = agency.Tasks[message.TaskId];
            var added = new Requirement(key, index, task, message.Version);
            task.Add(added);
            return added;
        });
        requirement.Components = [.. message.Components.Select(
            component => new Component(agency.Competences[component.CompetenceId], component.Level))];
        requirement.RenewBy = message.Standing is { RenewBy.Length: > 0 } standing ? Dates.Parse(standing.RenewBy) : null;
        (requirement.Saved, requirement.Revision) = (message, context.Position);
    }
}
