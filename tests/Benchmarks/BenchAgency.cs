using System.Globalization;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Benchmarks;

/// <summary>
/// The agency of the targets: 22,000 employees in 305 units, 60 roles × 20 expectations, 803,000 assessments; made by
/// the same formula as the SQL it is compared with.
/// </summary>
/// <param name="times">How many times as many employees.</param>
internal sealed class BenchAgency(int times = 1)
{
    private const int Roles = 60;
    private const int Competences = 400;
    private const string Start = "2020-01-01";

    private static readonly DateOnly FirstAssessment = new(2021, 1, 1);

    /// <summary>Leads the directorate, and so every unit, since none has a leader of its own.</summary>
    public const string Leader = "e1";

    public int Employees { get; } = 22_000 * times;

    public static string Office(int number) => $"u{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Everything but the assessments.</summary>
    public ImportRequest Rows()
    {
        var rows = new ImportRequest();
        rows.Competences.Add(Enumerable.Range(0, Competences).Select(k => new Protos.Catalogue.V1.Competence
        {
            Id = $"k{k}", NameNb = $"Kompetanse {k}", Kind = CompetenceKind.Skill, Area = "veiledning",
        }));
        rows.Roles.Add(Enumerable.Range(0, Roles).Select(r => new Role { Id = $"r{r}", NameNb = $"Rolle {r}" }));
        rows.RoleProfiles.Add(Enumerable.Range(0, Roles).Select(r => new RoleProfile
        {
            RoleId = $"r{r}", ValidFrom = Start, Expectations = { Expectations(r) },
        }));
        rows.Units.Add(Enumerable.Range(0, 15).Concat(Enumerable.Range(100, 290)).Select(u => new Unit
        {
            Id = Office(u), Name = $"Enhet {u}", ParentId = Parent(u),
            Type = u == 0 ? UnitType.Directorate : u < 100 ? UnitType.County : UnitType.Office,
            Leaderships = { u == 0 ? [new Leadership { EmployeeId = Leader, Kind = LeadershipKind.Leader }] : Array.Empty<Leadership>() },
        }));
        rows.Employees.Add(Enumerable.Range(1, Employees).Select(e => new Employee
        {
            Id = $"e{e}", Name = $"Medarbeider {e}", Employer = e % 2 == 0 ? Employer.State : Employer.Municipal,
        }));
        rows.Positions.Add(Positions().Select(position => new Position
        {
            EmployeeId = $"e{position.Employee}", UnitId = Office(100 + (position.Employee % 290)),
            RoleId = $"r{position.Role}", Share = position.Share, FromDate = Start,
        }));
        return rows;
    }

    public IEnumerable<Assessment> Assessments()
    {
        foreach (var (employee, role, _) in Positions())
        {
            foreach (var expectation in Expectations(role))
            {
                var k = int.Parse(expectation.CompetenceId.AsSpan(1), CultureInfo.InvariantCulture);
                if (((employee * 13) + k) % 4 != 0)
                {
                    yield return Made(employee, k, Basis.Agreed, ((employee * 31) + (k * 7)) % 5, ((employee * 7) + k) % 1500);
                }
            }
        }

        for (var employee = 1; employee <= Employees; employee++)
        {
            for (var k = 0; k < 20; k++)
            {
                yield return Made(
                    employee, ((employee * 29) + (k * 37)) % Competences, Basis.Self, (employee + k) % 5, ((employee * 3) + (k * 11)) % 1500);
            }
        }
    }

    private IEnumerable<(int Employee, int Role, double Share)> Positions()
    {
        for (var i = 1; i <= Employees; i++)
        {
            yield return (i, i % Roles, 1);
        }

        for (var i = 5; i <= Employees; i += 5)
        {
            if (i * 7 % Roles != i % Roles)
            {
                yield return (i, i * 7 % Roles, 0.2);
            }
        }
    }

    private static IEnumerable<Expectation> Expectations(int role)
    {
        for (var k = 0; k < 20; k++)
        {
            yield return new Expectation
            {
                CompetenceId = $"k{((role * 11) + (k * 17)) % Competences}", Level = 1 + ((role + k) % 4), Weight = 1 + (k % 3),
            };
        }
    }

    private static string Parent(int unit) => unit switch
    {
        0 => "",
        < 100 => Office(0),
        _ => Office(1 + ((unit - 100) % 14)),
    };

    private static Assessment Made(int employee, int competence, Basis basis, int level, int day) => new()
    {
        EmployeeId = $"e{employee}", CompetenceId = $"k{competence}", Basis = basis, Level = level,
        Date = FirstAssessment.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };
}
