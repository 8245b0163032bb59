using Google.Protobuf;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Import;
using Kompetanse.Platform.Identity;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Access;

/// <summary>
/// Who may see and do what with directory, catalogue and assessments; requirements and evidence have files of their own. One
/// line a method; what has no line can't be asked at all. Every identified caller may read the catalogue and the chart of units.
/// </summary>
internal static class AccessPolicy
{
    public static OrganisationModel AddAccessPolicy(this OrganisationModel model) => model
        .PermitDirectory()
        .PermitCatalogue()
        .PermitAssessments()
        .PermitRequirements()
        .PermitEvidence()
        .PermitVerification()
        .Permit<Agency, ImportCommand>((_, command, asking) => MayImport(command, asking))
        .Permit<Agency, ListAccessesRequest>((_, request, asking) => MaySeeAccesses(request, asking));

    private static OrganisationModel PermitDirectory(this OrganisationModel model) => model
        .Permit<Agency, CreateUnitRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, UpdateUnitRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, GetUnitRequest>((_, _, _) => Ruling.Granted)
        .Permit<Agency, ListUnitsRequest>((_, _, _) => Ruling.Granted)

        .Permit<Agency, CreateEmployeeRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, UpdateEmployeeRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, GetEmployeeRequest>((agency, request, asking) =>
            asking.ReadsPerson(agency, request.Id, Scopes.DirectoryRead, InDirectory))
        .Permit<Agency, ListEmployeesRequest>((agency, request, asking) =>
            asking.ReadsPeople(asking.LeadsUnit(agency, request.UnitId), Scopes.DirectoryRead, InDirectory))

        .Permit<Agency, CreatePositionRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, UpdatePositionRequest>((_, _, asking) => KeepsDirectory(asking))
        .Permit<Agency, GetPositionRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, agency.Positions.Find(request.Id)?.Employee.Key ?? "", Scopes.DirectoryRead, InDirectory))
        .Permit<Agency, ListPositionsRequest>((agency, request, asking) => request.EmployeeId.Length > 0
            ? asking.ReadsPerson(agency, request.EmployeeId, Scopes.DirectoryRead, InDirectory)
            : asking.ReadsPeople(asking.LeadsUnit(agency, request.UnitId), Scopes.DirectoryRead, InDirectory));

    private static OrganisationModel PermitCatalogue(this OrganisationModel model) => model
        .ReadByAll<GetCompetenceRequest>().ReadByAll<ListCompetencesRequest>()
        .ReadByAll<GetRoleRequest>().ReadByAll<ListRolesRequest>()
        .ReadByAll<GetRoleProfileRequest>().ReadByAll<ListRoleProfilesRequest>()
        .ReadByAll<GetLocalAdaptationRequest>().ReadByAll<ListLocalAdaptationsRequest>()
        .ReadByAll<GetUnitProfileRequest>().ReadByAll<ListUnitProfilesRequest>()
        .ReadByAll<GetGoalRequest>().ReadByAll<ListGoalsRequest>()
        .ReadByAll<GetLevelScaleRequest>()

        .KeptNationally<CreateCompetenceRequest>().KeptNationally<UpdateCompetenceRequest>()
        .KeptNationally<CreateRoleRequest>().KeptNationally<UpdateRoleRequest>()
        .KeptNationally<CreateRoleProfileRequest>().KeptNationally<UpdateRoleProfileRequest>()
        .KeptNationally<CreateGoalRequest>().KeptNationally<UpdateGoalRequest>()
        .KeptNationally<UpdateLevelScaleRequest>()

        // O 4.7: «85 %-rolleforventning», open for local adaptation by those who lead the unit.
        .Permit<Agency, CreateLocalAdaptationRequest>((agency, request, asking) =>
            KeepsUnit(agency, request.LocalAdaptation?.UnitId, asking))
        .Permit<Agency, UpdateLocalAdaptationRequest>((agency, request, asking) =>
            KeepsUnit(agency, request.LocalAdaptation?.UnitId, asking))
        .Permit<Agency, UpdateUnitProfileRequest>((agency, request, asking) =>
            KeepsUnit(agency, request.UnitProfile?.UnitId, asking));

    private static OrganisationModel PermitAssessments(this OrganisationModel model) => model
        .Permit<Agency, CreateAssessmentRequest>((agency, request, asking) =>
            MayAssess(agency, request.Assessment, asking))
        .Permit<Agency, UpdateAssessmentRequest>((agency, request, asking) =>
            MayAssess(agency, request.Assessment, asking))
        .Permit<Agency, GetAssessmentRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, AssessmentId.EmployeeOf(request.Id), Scopes.AssessmentsRead, Assessed))
        .Permit<Agency, ListAssessmentsRequest>((agency, request, asking) => asking.ReadsPerson(
            agency, request.EmployeeId, Scopes.AssessmentsRead, _ => [request.EmployeeId]));

    public static OrganisationModel ReadByAll<TRequest>(this OrganisationModel model)
        where TRequest : IMessage<TRequest> =>
        model.Permit<Agency, TRequest>((_, _, _) => Ruling.Granted);

    public static OrganisationModel KeptNationally<TRequest>(this OrganisationModel model)
        where TRequest : IMessage<TRequest> =>
        model.Permit<Agency, TRequest>((_, _, asking) => KeepsCatalogue(asking));

    /// <summary>HR keeps the directory; a command that turns out to change nothing has read it.</summary>
    private static Ruling KeepsDirectory(Asking asking) =>
        asking.Caller.IsHr ? Standing.Told(Ground.Hr, InDirectory)
        : asking.HasScope(Scopes.DirectoryWrite) ? Standing.Told(Ground.Client, InDirectory)
        : Ruling.Denied;

    /// <summary>HR and systems that were granted it keep what holds for the whole agency.</summary>
    public static Ruling KeepsCatalogue(Asking asking) =>
        Ruling.If(asking.Caller.IsHr || asking.HasScope(Scopes.CatalogueWrite));

    private static Ruling KeepsUnit(Agency agency, string? unitId, Asking asking) =>
        KeepsCatalogue(asking).Or(() => Ruling.If(asking.LeadsUnitOrIsAbove(agency, unitId ?? "")));

    /// <summary>
    /// One's own assessment is one's own. What was agreed is recorded by the leader, who was there, and nobody tells another
    /// name than one's own as the one who made it.
    /// </summary>
    private static Ruling MayAssess(Agency agency, Protos.Assessment.V1.Assessment? assessment, Asking asking)
    {
        if (asking.HasScope(Scopes.AssessmentsWrite))
        {
            return Standing.Told(Ground.Client, Assessed);
        }

        var (employee, basis) = AssessmentId.PersonAndBasisOf(assessment);
        var speaksForOneself = assessment is null || assessment.AssessedBy.Length == 0 || asking.IsSelf(assessment.AssessedBy);
        return speaksForOneself && basis switch
        {
            Basis.Self => asking.IsSelf(employee),
            Basis.Agreed => asking.LeadsPerson(agency, employee),
            _ => false,
        }
            ? Standing.Told(Ground.Leader, Assessed)
            : Ruling.Denied;
    }

    /// <summary>Each part of an import needs what it would need alone, whoever asks.</summary>
    private static Ruling MayImport(ImportCommand command, Asking asking)
    {
        var rows = command.Rows ?? new ImportRequest();
        var keepsDirectory = rows.Units.Count + rows.Employees.Count + rows.Positions.Count == 0
            || KeepsDirectory(asking).IsGranted;
        var keepsCatalogue = rows.Competences.Count + rows.Roles.Count + rows.RoleProfiles.Count
                + rows.LocalAdaptations.Count + rows.UnitProfiles.Count + rows.Goals.Count == 0 && rows.LevelScale is null
            || KeepsCatalogue(asking).IsGranted;
        var keepsAssessments = command.Assessments is not { Employee.Count: > 0 } || asking.HasScope(Scopes.AssessmentsWrite);
        return Ruling.If(Import.BulkService.MayBegin(asking.Caller) && keepsDirectory && keepsCatalogue && keepsAssessments);
    }

    private static Ruling MaySeeAccesses(ListAccessesRequest request, Asking asking)
    {
        var person = ListAccesses.PersonOf(request, asking);
        return asking.IsSelf(person) ? Ruling.Granted
            : asking.Caller.IsAuditor && person.Length > 0
                ? asking.WithPurpose(Standing.Told(Ground.Auditor, _ => [person]))
            : Ruling.Denied;
    }

    /// <summary>The employees that a reply of the directory tells of.</summary>
    private static IEnumerable<string> InDirectory(IMessage reply) => reply switch
    {
        Employee employee => [employee.Id],
        ListEmployeesResponse page => page.Employees.Select(employee => employee.Id),
        Position position => [position.EmployeeId],
        ListPositionsResponse page => page.Positions.Select(position => position.EmployeeId),
        Unit => [],
        _ => throw new InvalidOperationException($"Whom does {reply.Descriptor.Name} tell of?"),
    };

    private static IEnumerable<string> Assessed(IMessage reply) => [((Protos.Assessment.V1.Assessment)reply).EmployeeId];
}
