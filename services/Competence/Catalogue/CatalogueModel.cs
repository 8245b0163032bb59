using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Ledger.V1;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>The catalogue's commands and queries.</summary>
internal static class CatalogueModel
{
    public static readonly ResourceKind<Competence, Proto.Competence> Competences = new(
        "competence", agency => agency.Competences, competence => competence.Id, CompetenceRules.Put,
        @event => (@event as CompetenceSaved)?.Competence.Id, (field, id) => new CompetenceNotFound(field, id), "id");

    public static readonly ResourceKind<Role, Proto.Role> Roles = new(
        "role", agency => agency.Roles, role => role.Id, RoleRules.Put,
        @event => (@event as RoleSaved)?.Role.Id, (field, id) => new RoleNotFound(field, id), "id");

    public static readonly ResourceKind<RoleProfile, Proto.RoleProfile> RoleProfiles = new(
        "role_profile", agency => agency.RoleProfiles,
        profile => RoleProfile.KeyOf(profile.RoleId, profile.ValidFrom), RoleProfileRules.Put,
        @event => @event is RoleProfileSaved { RoleProfile: var saved } ? RoleProfile.KeyOf(saved.RoleId, saved.ValidFrom) : null,
        (field, id) => new RoleProfileNotFound(field, id), "role_id", "valid_from");

    public static readonly ResourceKind<LocalAdaptation, Proto.LocalAdaptation> LocalAdaptations = new(
        "local_adaptation", agency => agency.LocalAdaptations,
        adaptation => LocalAdaptation.KeyOf(adaptation.UnitId, adaptation.RoleId, adaptation.ValidFrom),
        LocalAdaptationRules.Put,
        @event => @event is LocalAdaptationSaved { LocalAdaptation: var saved }
            ? LocalAdaptation.KeyOf(saved.UnitId, saved.RoleId, saved.ValidFrom)
            : null,
        (field, id) => new LocalAdaptationNotFound(field, id),
        "unit_id", "role_id", "valid_from", "unchanged", "needs_renewal");

    public static readonly ResourceKind<Goal, Proto.Goal> Goals = new(
        "goal", agency => agency.Goals, goal => goal.Id, GoalRules.Put,
        @event => (@event as GoalSaved)?.Goal.Id, (field, id) => new GoalNotFound(field, id), "id");

    public static OrganisationModel AddCatalogue(this OrganisationModel model) => model
        .Create(Competences, (CreateCompetenceRequest request) => request.Competence)
        .Update(Competences, (UpdateCompetenceRequest request) => request.Competence, request => request.UpdateMask)
        .Get(Competences, (GetCompetenceRequest request) => request.Id)
        .List(Competences, (ListCompetencesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListCompetencesResponse { Competences = { page }, NextPageToken = next })
        .Create(Roles, (CreateRoleRequest request) => request.Role)
        .Update(Roles, (UpdateRoleRequest request) => request.Role, request => request.UpdateMask)
        .Get(Roles, (GetRoleRequest request) => request.Id)
        .List(Roles, (ListRolesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListRolesResponse { Roles = { page }, NextPageToken = next })
        .Create(Goals, (CreateGoalRequest request) => request.Goal)
        .Update(Goals, (UpdateGoalRequest request) => request.Goal, request => request.UpdateMask)
        .Get(Goals, (GetGoalRequest request) => request.Id)
        .List(Goals, (ListGoalsRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListGoalsResponse { Goals = { page }, NextPageToken = next })
        .Create(RoleProfiles, (CreateRoleProfileRequest request) => request.RoleProfile)
        .Update(RoleProfiles, (UpdateRoleProfileRequest request) => request.RoleProfile, request => request.UpdateMask)
        .Query<Agency, GetRoleProfileRequest>(GetProfileInForce.Answer)
        .List(RoleProfiles, (ListRoleProfilesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListRoleProfilesResponse { RoleProfiles = { page }, NextPageToken = next },
            (request, profile, _) => request.RoleId.Length == 0 || profile.Role.Key == request.RoleId)
        .AddLocalAdaptations()
        .AddUnitProfiles()
        .AddLevelScale();
}
