using System.Globalization;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Requirement;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>Drafts of requirements, made and changed. Once the parties are asked, the text stands still.</summary>
internal static class Drafting
{
    private const string Field = "requirement";

    private static readonly ResourceKind<Requirement, Message> Drafts = new(
        Field, agency => agency.Requirements, requirement => Requirement.KeyOf(requirement.TaskId, requirement.Version),
        RequirementRules.Put, @event => @event is RequirementSaved ? RequirementEvents.KeyOf(@event) : null,
        (field, id) => new RequirementNotFound(field, id),
        "task_id", "version", "state", "valid_from", "valid_to", "statements");

    public static OrganisationModel AddDrafting(this OrganisationModel model) => model
        .Command<Agency, CreateRequirementRequest>(Create, (agency, request, events, context) =>
            Drafts.Saved(agency, events, request.Requirement).On(context.Today))
        .Command<Agency, UpdateRequirementRequest>(Update, (agency, request, events, context) =>
            Drafts.Saved(agency, events, request.Requirement).On(context.Today));

    private static Decision Create(Agency agency, CreateRequirementRequest request, DecisionContext context)
    {
        if (request.Requirement is null)
        {
            return Decision.Refuse(new FieldRequired(Field));
        }

        if (request.Requirement.Version != 0)
        {
            return Decision.Refuse(new FieldFixed($"{Field}.version"));
        }

        // An unknown task is told of with all else that is wrong.
        var draft = request.Requirement.Clone();
        var task = agency.Tasks.Find(draft.TaskId);
        draft.Version = (task?.Requirements.Count ?? 0) + 1;
        return task?.Underway is { } underway
            ? Decision.Refuse(new RequirementUnderway(
                $"{Field}.task_id", underway.Number.ToString(CultureInfo.InvariantCulture)))
            : Drafts.Create(agency, draft, context);
    }

    private static Decision Update(Agency agency, UpdateRequirementRequest request, DecisionContext context)
    {
        var standing = request.Requirement is { } sent
            ? agency.Requirements.Find(Requirement.KeyOf(sent.TaskId, sent.Version))
            : null;
        return standing?.StateOn(context.Today) is { } state and not RequirementState.Draft
            ? Decision.Refuse(RequirementStateWrong.Being(state, Field))
            : Drafts.Update(agency, request.Requirement, request.UpdateMask, context);
    }
}
