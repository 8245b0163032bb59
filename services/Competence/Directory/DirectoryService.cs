using Grpc.Core;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Directory;

/// <summary>Who works where, in which role, led by whom.</summary>
public sealed class DirectoryService(OrganisationCalls organisation)
    : Protos.Directory.V1.DirectoryService.DirectoryServiceBase
{
    /// <summary>Creates a unit.</summary>
    public override Task<Message.Unit> CreateUnit(CreateUnitRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Unit>(request, context);

    /// <summary>Changes a unit.</summary>
    public override Task<Message.Unit> UpdateUnit(UpdateUnitRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Unit>(request, context);

    /// <summary>A unit, by id.</summary>
    public override Task<Message.Unit> GetUnit(GetUnitRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Unit>(request, context);

    /// <summary>Units ordered by id.</summary>
    public override Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListUnitsResponse>(request, context);

    /// <summary>Creates an employee.</summary>
    public override Task<Message.Employee> CreateEmployee(CreateEmployeeRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Employee>(request, context);

    /// <summary>Changes an employee.</summary>
    public override Task<Message.Employee> UpdateEmployee(UpdateEmployeeRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Employee>(request, context);

    /// <summary>An employee, by id.</summary>
    public override Task<Message.Employee> GetEmployee(GetEmployeeRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Employee>(request, context);

    /// <summary>Employees ordered by id.</summary>
    public override Task<ListEmployeesResponse> ListEmployees(ListEmployeesRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListEmployeesResponse>(request, context);

    /// <summary>Creates a position.</summary>
    public override Task<Message.Position> CreatePosition(CreatePositionRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Position>(request, context);

    /// <summary>Changes a position.</summary>
    public override Task<Message.Position> UpdatePosition(UpdatePositionRequest request, ServerCallContext context) =>
        organisation.ExecuteAsync<Message.Position>(request, context);

    /// <summary>A position, by id.</summary>
    public override Task<Message.Position> GetPosition(GetPositionRequest request, ServerCallContext context) =>
        organisation.QueryAsync<Message.Position>(request, context);

    /// <summary>Positions ordered by id, of one employee, one unit, or all.</summary>
    public override Task<ListPositionsResponse> ListPositions(ListPositionsRequest request, ServerCallContext context) =>
        organisation.QueryAsync<ListPositionsResponse>(request, context);
}
