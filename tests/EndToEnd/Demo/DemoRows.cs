using System.Globalization;
using Google.Protobuf.Collections;
using Kompetanse.Host.Demo;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>The demonstration as the rows that are imported, with the questions the tests ask of them.</summary>
public sealed class DemoRows
{
    public static readonly DateOnly Today = new(2026, 3, 17);

    /// <summary>As it is shown.</summary>
    public static readonly DemoRows Shown = new(Today);

    /// <summary>Several seeds and dates, for what must always hold.</summary>
    public static readonly DemoRows[] Several =
    [
        Shown,
        new(DemoOrganisation.Earliest, seed: 1),
        new(new DateOnly(2025, 12, 31), seed: 2),
        new(new DateOnly(2028, 2, 29), seed: 3),
    ];

    readonly ImportRequest all = new();
    readonly ILookup<(string, string), Assessment> about;

    public DemoRows(DateOnly today, ulong seed = DemoOrganisation.DefaultSeed)
    {
        Date = today;
        Messages = [.. new DemoOrganisation(StarterCatalogue.Load(), today, seed).ToImportRequests()];
        foreach (var message in Messages)
        {
            all.MergeFrom(message);
        }

        about = all.Assessments.ToLookup(row => (row.EmployeeId, row.CompetenceId));
    }

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Several.Length)];

    public DateOnly Date { get; }
    public IReadOnlyList<ImportRequest> Messages { get; }
    public RepeatedField<Unit> Units => all.Units;
    public RepeatedField<Employee> Employees => all.Employees;
    public RepeatedField<Position> Positions => all.Positions;
    public RepeatedField<Protos.Catalogue.V1.Competence> Competences => all.Competences;
    public RepeatedField<Role> Roles => all.Roles;
    public RepeatedField<RoleProfile> RoleProfiles => all.RoleProfiles;
    public RepeatedField<LocalAdaptation> LocalAdaptations => all.LocalAdaptations;
    public RepeatedField<UnitProfile> UnitProfiles => all.UnitProfiles;
    public RepeatedField<Goal> Goals => all.Goals;
    public RepeatedField<Assessment> Assessments => all.Assessments;
    public LevelScale LevelScale => all.LevelScale;

    public IEnumerable<Unit> Offices => Units.Where(unit => unit.Type == UnitType.Office);

    public IEnumerable<Employee> PeopleOf(Unit unit)
    {
        var ids = Positions.Where(position => position.UnitId == unit.Id && Active(position, Date))
            .Select(position => position.EmployeeId).ToHashSet();
        return Employees.Where(employee => ids.Contains(employee.Id));
    }

    /// <summary>The most authoritative level, not the highest; none when nobody has assessed it.</summary>
    public int? BestLevel(string employeeId, string competenceId)
    {
        var rows = about[(employeeId, competenceId)].Where(row => Day(row.Date) <= Date).ToList();
        var verified = rows.Where(row => row.Basis == Basis.Verified && Day(row.ValidUntil) > Date).ToList();
        return verified.Count > 0
            ? verified.Max(row => row.Level)
            : (Latest(rows, Basis.Agreed) ?? Latest(rows, Basis.Self))?.Level;
    }

    public static bool Active(Position position, DateOnly date) => In(position.FromDate, position.ToDate, date);

    public static bool In(string from, string to, DateOnly date) =>
        (from.Length == 0 || Day(from) <= date) && (to.Length == 0 || date < Day(to));

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static Assessment? Latest(List<Assessment> rows, Basis basis) =>
        rows.Where(row => row.Basis == basis).MaxBy(row => Day(row.Date));
}
