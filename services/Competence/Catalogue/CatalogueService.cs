using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Message = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What the agency needs to be able to do.</summary>
public sealed class CatalogueService(OrganisationCalls organisation)
{
    /// <summary>Creates a competence.</summary>
    public Task<Message.Competence> CreateCompetence(CreateCompetenceRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Competence>(request, context);

    /// <summary>Changes a competence.</summary>
    public Task<Message.Competence> UpdateCompetence(UpdateCompetenceRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Competence>(request, context);

    /// <summary>A competence, by id.</summary>
    public Task<Message.Competence> GetCompetence(GetCompetenceRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Competence>(request, context);

    /// <summary>Competences, ordered by id.</summary>
    public Task<ListCompetencesResponse> ListCompetences(ListCompetencesRequest request, CallContext context) =>
        organisation.QueryAsync<ListCompetencesResponse>(request, context);

    /// <summary>Creates a role.</summary>
    public Task<Message.Role> CreateRole(CreateRoleRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Role>(request, context);

    /// <summary>Changes a role.</summary>
    public Task<Message.Role> UpdateRole(UpdateRoleRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Role>(request, context);

    /// <summary>A role, by id.</summary>
    public Task<Message.Role> GetRole(GetRoleRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Role>(request, context);

    /// <summary>Roles, ordered by id.</summary>
    public Task<ListRolesResponse> ListRoles(ListRolesRequest request, CallContext context) =>
        organisation.QueryAsync<ListRolesResponse>(request, context);

    /// <summary>A new version of a role's national profile, from its date.</summary>
    public Task<Message.RoleProfile> CreateRoleProfile(CreateRoleProfileRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.RoleProfile>(request, context);

    /// <summary>Changes the expectations of one version.</summary>
    public Task<Message.RoleProfile> UpdateRoleProfile(UpdateRoleProfileRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.RoleProfile>(request, context);

    /// <summary>The profile in force on a date: the national one, or as a unit has adapted it.</summary>
    public Task<Message.RoleProfile> GetRoleProfile(GetRoleProfileRequest request, CallContext context) =>
        organisation.QueryAsync<Message.RoleProfile>(request, context);

    /// <summary>Every national version, ordered by role and date.</summary>
    public Task<ListRoleProfilesResponse> ListRoleProfiles(ListRoleProfilesRequest request, CallContext context) =>
        organisation.QueryAsync<ListRoleProfilesResponse>(request, context);

    /// <summary>A unit's change to a role profile from a date. At least 85 % of the profile, by weight, must stand unchanged (the 2017 report, 4.7: «85 %-rolleforventning»).</summary>
    public Task<Message.LocalAdaptation> CreateLocalAdaptation(CreateLocalAdaptationRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.LocalAdaptation>(request, context);

    /// <summary>Changes a local adaptation.</summary>
    public Task<Message.LocalAdaptation> UpdateLocalAdaptation(UpdateLocalAdaptationRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.LocalAdaptation>(request, context);

    /// <summary>One version, with its figure against the national profile in force on `as_of`.</summary>
    public Task<Message.LocalAdaptation> GetLocalAdaptation(GetLocalAdaptationRequest request, CallContext context) =>
        organisation.QueryAsync<Message.LocalAdaptation>(request, context);

    /// <summary>Local adaptations, ordered by id.</summary>
    public Task<ListLocalAdaptationsResponse> ListLocalAdaptations(ListLocalAdaptationsRequest request, CallContext context) =>
        organisation.QueryAsync<ListLocalAdaptationsResponse>(request, context);

    /// <summary>What the unit needs together. A unit without a profile has an empty one, so there is nothing to create.</summary>
    public Task<Message.UnitProfile> UpdateUnitProfile(UpdateUnitProfileRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.UnitProfile>(request, context);

    /// <summary>A unit profile, by id.</summary>
    public Task<Message.UnitProfile> GetUnitProfile(GetUnitProfileRequest request, CallContext context) =>
        organisation.QueryAsync<Message.UnitProfile>(request, context);

    /// <summary>Unit profiles, ordered by id.</summary>
    public Task<ListUnitProfilesResponse> ListUnitProfiles(ListUnitProfilesRequest request, CallContext context) =>
        organisation.QueryAsync<ListUnitProfilesResponse>(request, context);

    /// <summary>Creates a goal.</summary>
    public Task<Message.Goal> CreateGoal(CreateGoalRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Goal>(request, context);

    /// <summary>Changes a goal.</summary>
    public Task<Message.Goal> UpdateGoal(UpdateGoalRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Goal>(request, context);

    /// <summary>A goal, by id.</summary>
    public Task<Message.Goal> GetGoal(GetGoalRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Goal>(request, context);

    /// <summary>Goals, ordered by id.</summary>
    public Task<ListGoalsResponse> ListGoals(ListGoalsRequest request, CallContext context) =>
        organisation.QueryAsync<ListGoalsResponse>(request, context);

    /// <summary>The names of the levels 0 to 5: they are data.</summary>
    public Task<Message.LevelScale> UpdateLevelScale(UpdateLevelScaleRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.LevelScale>(request, context);

    /// <summary>A level scale, by id.</summary>
    public Task<Message.LevelScale> GetLevelScale(GetLevelScaleRequest request, CallContext context) =>
        organisation.QueryAsync<Message.LevelScale>(request, context);
}
