using Kompetanse.Competence.Changing;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Directory.V1;
using Message = Kompetanse.Protos.Directory.V1.Employee;

namespace Kompetanse.Competence.Directory;

/// <summary>What must hold for employees.</summary>
internal static class EmployeeRules
{
    public static void Put(Changes changes, Message employee, string field)
    {
        changes.CheckId(employee.Id, $"{field}.id");
        changes.CheckText(employee.Name, $"{field}.name");
        changes.CheckText(employee.Email, $"{field}.email", required: false);
        if (employee.Employer == Employer.Unspecified || !Enum.IsDefined(employee.Employer))
        {
            changes.Refuse(new FieldRequired($"{field}.employer"));
        }

        changes.Stage(changes.Employees, employee.Id, employee, field);
    }
}
