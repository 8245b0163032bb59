using Google.Protobuf;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.ClusterTests.Running;

/// <summary>Commands that are well-formed.</summary>
static class Some
{
    public static CreateUnitRequest Unit(string id, string parent = "", string requestId = "") => new()
    {
        Unit = new Unit { Id = id, Name = $"Enhet {id}", Type = UnitType.Office, ParentId = parent }, RequestId = requestId,
    };

    public const string Leader = "sjef";

    /// <summary>A unit that <see cref="Leader"/> leads.</summary>
    public static CreateUnitRequest Led(CreateUnitRequest unit)
    {
        unit.Unit.Leaderships.Add(new Leadership { EmployeeId = Leader, Kind = LeadershipKind.Leader, FromDate = "2024-01-01" });
        return unit;
    }

    /// <summary>The leader's own position, without which nobody leads, in a unit beside those that are reported on.</summary>
    public static IReadOnlyList<IMessage> LeaderAtWork(string role) => [Unit("ledelsen"), Position(Leader, "ledelsen", role)];

    public static CreateEmployeeRequest Employee(string id, string requestId = "") => new()
    {
        Employee = new Employee { Id = id, Name = $"Navn {id}", Employer = Employer.State }, RequestId = requestId,
    };

    public static CreateCompetenceRequest Competence(string id, string requestId = "") => new()
    {
        Competence = new Protos.Catalogue.V1.Competence { Id = id, NameNb = $"Kompetanse {id}", Kind = CompetenceKind.Skill, Area = "veiledning" },
        RequestId = requestId,
    };

    public static CreateRoleRequest Role(string id) => new() { Role = new Role { Id = id, NameNb = $"Rolle {id}" } };

    public static CreateRoleProfileRequest Profile(string role, string competence, int level) => new()
    {
        RoleProfile = new RoleProfile
        {
            RoleId = role, ValidFrom = "2024-01-01",
            Expectations = { new Expectation { CompetenceId = competence, Level = level, Weight = 1 } },
        },
    };

    public static CreatePositionRequest Position(string employee, string unit, string role) => new()
    {
        Position = new Position { EmployeeId = employee, UnitId = unit, RoleId = role, Share = 1, FromDate = "2024-01-01" },
    };

    public static CreateAssessmentRequest Assessment(string employee, string competence, int level, string requestId = "") => new()
    {
        Assessment = new Assessment
        {
            EmployeeId = employee, CompetenceId = competence, Basis = Basis.Agreed, Level = level, Date = "2025-01-01",
        },
        RequestId = requestId,
    };

    /// <summary>Employees, each with one position in a unit, that are imported together.</summary>
    public static ImportCommand Import(string prefix, int employees, string unit, string role, string requestId = "")
    {
        var rows = new ImportRequest();
        for (var at = 0; at < employees; at++)
        {
            var employee = $"{prefix}{at}";
            rows.Employees.Add(Employee(employee).Employee);
            rows.Positions.Add(Position(employee, unit, role).Position);
        }

        return new ImportCommand { Rows = rows, Assessments = new AssessmentsRecorded(), RequestId = requestId };
    }
}
