using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Catalogue.V1;
using Message = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What the agency needs to be able to do.</summary>
public sealed class CatalogueService(OrganisationCalls organisation)
    : Protos.Catalogue.V1.CatalogueService.CatalogueServiceBase
{
    /// <summary>Creates a competence.</summary>
    public override Task<Message.Competence> CreateCompetence(CreateCompetenceRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Competence>(request, context);

    /// <summary>Changes a competence.</summary>
    public override Task<Message.Competence> UpdateCompetence(UpdateCompetenceRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Competence>(request, context);

    /// <summary>A competence, by id.</summary>
    public override Task<Message.Competence> GetCompetence(GetCompetenceRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Competence>(request, context);

    /// <summary>Competences, ordered by id.</summary>
    public override Task<ListCompetencesResponse> ListCompetences(ListCompetencesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListCompetencesResponse>(request, context);

    /// <summary>Creates a role.</summary>
    public override Task<Message.Role> CreateRole(CreateRoleRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Role>(request, context);

    /// <summary>Changes a role.</summary>
    public override Task<Message.Role> UpdateRole(UpdateRoleRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Role>(request, context);

    /// <summary>A role, by id.</summary>
    public override Task<Message.Role> GetRole(GetRoleRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Role>(request, context);

    /// <summary>Roles, ordered by id.</summary>
    public override Task<ListRolesResponse> ListRoles(ListRolesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListRolesResponse>(request, context);

    /// <summary>A new version of a role's national profile, from its date.</summary>
    public override Task<Message.RoleProfile> CreateRoleProfile(CreateRoleProfileRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.RoleProfile>(request, context);

    /// <summary>Changes the expectations of one version.</summary>
    public override Task<Message.RoleProfile> UpdateRoleProfile(UpdateRoleProfileRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.RoleProfile>(request, context);

    /// <summary>The profile in force on a date: the national one, or as a unit has adapted it.</summary>
    public override Task<Message.RoleProfile> GetRoleProfile(GetRoleProfileRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.RoleProfile>(request, context);

    /// <summary>Every national version, ordered by role and date.</summary>
    public override Task<ListRoleProfilesResponse> ListRoleProfiles(ListRoleProfilesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListRoleProfilesResponse>(request, context);

    /// <summary>A unit's change to a role profile from a date. At least 85 % of the profile, by weight, must stand unchanged (the 2017 report, 4.7: «85 %-rolleforventning»).</summary>
    public override Task<Message.LocalAdaptation> CreateLocalAdaptation(CreateLocalAdaptationRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.LocalAdaptation>(request, context);

    /// <summary>Changes a local adaptation.</summary>
    public override Task<Message.LocalAdaptation> UpdateLocalAdaptation(UpdateLocalAdaptationRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.LocalAdaptation>(request, context);

    /// <summary>One version, with its figure against the national profile in force on `as_of`.</summary>
    public override Task<Message.LocalAdaptation> GetLocalAdaptation(GetLocalAdaptationRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.LocalAdaptation>(request, context);

    /// <summary>Local adaptations, ordered by id.</summary>
    public override Task<ListLocalAdaptationsResponse> ListLocalAdaptations(ListLocalAdaptationsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListLocalAdaptationsResponse>(request, context);

    /// <summary>What the unit needs together. A unit without a profile has an empty one, so there is nothing to create.</summary>
    public override Task<Message.UnitProfile> UpdateUnitProfile(UpdateUnitProfileRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.UnitProfile>(request, context);

    /// <summary>A unit profile, by id.</summary>
    public override Task<Message.UnitProfile> GetUnitProfile(GetUnitProfileRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.UnitProfile>(request, context);

    /// <summary>Unit profiles, ordered by id.</summary>
    public override Task<ListUnitProfilesResponse> ListUnitProfiles(ListUnitProfilesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListUnitProfilesResponse>(request, context);

    /// <summary>Creates a goal.</summary>
    public override Task<Message.Goal> CreateGoal(CreateGoalRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Goal>(request, context);

    /// <summary>Changes a goal.</summary>
    public override Task<Message.Goal> UpdateGoal(UpdateGoalRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Goal>(request, context);

    /// <summary>A goal, by id.</summary>
    public override Task<Message.Goal> GetGoal(GetGoalRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Goal>(request, context);

    /// <summary>Goals, ordered by id.</summary>
    public override Task<ListGoalsResponse> ListGoals(ListGoalsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListGoalsResponse>(request, context);

    /// <summary>The names of the levels 0 to 5: they are data.</summary>
    public override Task<Message.LevelScale> UpdateLevelScale(UpdateLevelScaleRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.LevelScale>(request, context);

    /// <summary>A level scale, by id.</summary>
    public override Task<Message.LevelScale> GetLevelScale(GetLevelScaleRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.LevelScale>(request, context);
}
