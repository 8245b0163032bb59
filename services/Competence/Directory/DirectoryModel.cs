using Google.Protobuf;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;
using Proto = Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Directory;

/// <summary>The directory's commands and queries.</summary>
internal static class DirectoryModel
{
    public static readonly ResourceKind<Unit, Proto.Unit> Units = new(
        "unit", agency => agency.Units, unit => unit.Id, UnitRules.Put,
        @event => (@event as UnitSaved)?.Unit.Id, (field, id) => new UnitNotFound(field, id), "id");

    public static readonly ResourceKind<Employee, Proto.Employee> Employees = new(
        "employee", agency => agency.Employees, employee => employee.Id, EmployeeRules.Put,
        @event => (@event as EmployeeSaved)?.Id, (field, id) => new EmployeeNotFound(field, id), "id");

    public static readonly ResourceKind<Position, Proto.Position> Positions = new(
        "position", agency => agency.Positions, position => position.Id, PositionRules.Put,
        @event => (@event as PositionSaved)?.Position.Id, (field, id) => new PositionNotFound(field, id), "id", "employee_id", "unit_id", "role_id", "from_date");

    public static OrganisationModel AddDirectory(this OrganisationModel model) => model
        .Create(Units, (CreateUnitRequest request) => request.Unit)
        .Update(Units, (UpdateUnitRequest request) => request.Unit, request => request.UpdateMask)
        .Get(Units, (GetUnitRequest request) => request.Id)
        .List(Units, (ListUnitsRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListUnitsResponse { Units = { page }, NextPageToken = next })
        .Create(Employees, (CreateEmployeeRequest request) => request.Employee)
        .Update(Employees, (UpdateEmployeeRequest request) => request.Employee, request => request.UpdateMask)
        .Get(Employees, (GetEmployeeRequest request) => request.Id)
        .List(Employees, (ListEmployeesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListEmployeesResponse { Employees = { page }, NextPageToken = next },
            (request, employee, context) => request.UnitId.Length == 0 || employee.Positions.Any(position =>
                position.Unit.Key == request.UnitId && position.Period.Contains(context.Today)))
        .Command<Agency, CreatePositionRequest>(CreatePosition, CreatedPosition)
        .Update(Positions, (UpdatePositionRequest request) => request.Position, request => request.UpdateMask)
        .Get(Positions, (GetPositionRequest request) => request.Id)
        .List(Positions, (ListPositionsRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListPositionsResponse { Positions = { page }, NextPageToken = next },
            (request, position, _) =>
                (request.EmployeeId.Length == 0 || position.Employee.Key == request.EmployeeId)
                && (request.UnitId.Length == 0 || position.Unit.Key == request.UnitId));

    private static Decision CreatePosition(Agency agency, CreatePositionRequest request, DecisionContext context)
    {
        if (request.Position is null)
        {
            return Decision.Refuse(new FieldRequired("position"));
        }

        if (request.Position.Id.Length > 0)
        {
            return Decision.Refuse(new FieldFixed("position.id"));
        }

        var changes = new Changes(agency, context);
        var position = request.Position.Clone();
        (position.Id, position.Etag) = (PositionRules.NextId(changes, 0), "");
        PositionRules.Put(changes, position, "position");
        return changes.Decide();
    }

    private static Proto.Position CreatedPosition(
        Agency agency, CreatePositionRequest request, IReadOnlyList<IMessage> events, QueryContext context) =>
        Positions.Saved(agency, events, request.Position).View();
}
