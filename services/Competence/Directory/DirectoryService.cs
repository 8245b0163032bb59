using Kompetanse.Platform.Grpc;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Directory;

/// <summary>Who works where, in which role, led by whom.</summary>
public sealed class DirectoryService(OrganisationCalls organisation)
{
    /// <summary>Creates a unit.</summary>
    public Task<Message.Unit> CreateUnit(CreateUnitRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Unit>(request, context);

    /// <summary>Changes a unit.</summary>
    public Task<Message.Unit> UpdateUnit(UpdateUnitRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Unit>(request, context);

    /// <summary>A unit, by id.</summary>
    public Task<Message.Unit> GetUnit(GetUnitRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Unit>(request, context);

    /// <summary>Units ordered by id.</summary>
    public Task<ListUnitsResponse> ListUnits(ListUnitsRequest request, CallContext context) =>
        organisation.QueryAsync<ListUnitsResponse>(request, context);

    /// <summary>Creates an employee.</summary>
    public Task<Message.Employee> CreateEmployee(CreateEmployeeRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Employee>(request, context);

    /// <summary>Changes an employee.</summary>
    public Task<Message.Employee> UpdateEmployee(UpdateEmployeeRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Employee>(request, context);

    /// <summary>An employee, by id.</summary>
    public Task<Message.Employee> GetEmployee(GetEmployeeRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Employee>(request, context);

    /// <summary>Employees ordered by id.</summary>
    public Task<ListEmployeesResponse> ListEmployees(ListEmployeesRequest request, CallContext context) =>
        organisation.QueryAsync<ListEmployeesResponse>(request, context);

    /// <summary>Creates a position.</summary>
    public Task<Message.Position> CreatePosition(CreatePositionRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Position>(request, context);

    /// <summary>Changes a position.</summary>
    public Task<Message.Position> UpdatePosition(UpdatePositionRequest request, CallContext context) =>
        organisation.ExecuteAsync<Message.Position>(request, context);

    /// <summary>A position, by id.</summary>
    public Task<Message.Position> GetPosition(GetPositionRequest request, CallContext context) =>
        organisation.QueryAsync<Message.Position>(request, context);

    /// <summary>Positions ordered by id, of one employee, one unit, or all.</summary>
    public Task<ListPositionsResponse> ListPositions(ListPositionsRequest request, CallContext context) =>
        organisation.QueryAsync<ListPositionsResponse>(request, context);
}
