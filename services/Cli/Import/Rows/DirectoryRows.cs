using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Cli.Import.Rows;

/// <summary>Rows about who works where.</summary>
internal static class DirectoryRows
{
    static readonly Words<UnitType> UnitTypes = new(
        ("DIRECTORATE", UnitType.Directorate), ("LINE", UnitType.Line), ("COUNTY", UnitType.County),
        ("OFFICE", UnitType.Office), ("SPECIAL", UnitType.Special), ("TEAM", UnitType.Team));

    static readonly Words<Employer> Employers = new(("STATE", Employer.State), ("MUNICIPAL", Employer.Municipal));

    public static IEnumerable<Unit> Units(CsvRows rows)
    {
        var (id, name, type) = (rows.Column("id"), rows.Column("name"), rows.Column("type"));
        var (parent, leader) = (rows.Column("parent_id"), rows.Column("leader_id"));
        while (rows.Next())
        {
            var unit = new Unit
            {
                Id = rows.Required(id),
                Name = rows.Required(name),
                Type = rows.Word(type, UnitTypes),
                ParentId = rows.Text(parent),
            };
            // The file tells who leads now; since when is not in it, so the period is open in both ends.
            if (rows.Text(leader) is { Length: > 0 } employee)
                unit.Leaderships.Add(new Leadership { EmployeeId = employee, Kind = LeadershipKind.Leader });
            if (rows.Sound) yield return unit;
        }
    }

    public static IEnumerable<Employee> Employees(CsvRows rows)
    {
        var (id, name) = (rows.Column("id"), rows.Column("name"));
        var (email, employer) = (rows.Column("email"), rows.Column("employer"));
        while (rows.Next())
        {
            var employee = new Employee
            {
                Id = rows.Required(id),
                Name = rows.Text(name),
                Email = rows.Text(email),
                Employer = rows.Word(employer, Employers),
            };
            if (rows.Sound) yield return employee;
        }
    }

    public static IEnumerable<Position> Positions(CsvRows rows)
    {
        var (employee, unit, role) = (rows.Column("employee_id"), rows.Column("unit_id"), rows.Column("role_id"));
        var (share, from, to) = (rows.Column("share"), rows.Column("from"), rows.Column("to"));
        while (rows.Next())
        {
            var position = new Position
            {
                EmployeeId = rows.Required(employee),
                UnitId = rows.Required(unit),
                RoleId = rows.Required(role),
                Share = rows.Decimal(share),
                FromDate = rows.Date(from),
                ToDate = rows.OptionalDate(to),
            };
            if (rows.Sound) yield return position;
        }
    }
}
