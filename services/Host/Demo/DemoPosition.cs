using Kompetanse.Competence;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>A position from its first day until, not including, its end.</summary>
sealed record DemoPosition(Employee Employee, DemoPlace Place, string Role, double Share, DateOnly From, DateOnly? To = null)
{
    public bool On(DateOnly date) => From <= date && (To is null || date < To);

    public Position ToMessage() => new()
    {
        EmployeeId = Employee.Id,
        UnitId = Place.Id,
        RoleId = Role,
        Share = Share,
        FromDate = From.ToIso(),
        ToDate = To?.ToIso() ?? "",
    };
}
