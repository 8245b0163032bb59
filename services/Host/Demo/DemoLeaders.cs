using Kompetanse.Competence;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Who leads which unit when, and so who leads whom.</summary>
sealed class DemoLeaders
{
    readonly List<Appointment> appointments = [];

    public void Appoint(DemoPlace place, Employee employee, LeadershipKind kind, DateOnly from, DateOnly? to) =>
        appointments.Add(new Appointment(place, employee.Id, kind, from, to));

    /// <summary>The leader of somebody in a unit on a date: of the unit, or the nearest above that has one.</summary>
    public string? LeaderOf(string employeeId, DemoPlace place, DateOnly date)
    {
        for (var unit = place; unit is not null; unit = DemoPlaces.Above(unit))
        {
            // Whoever leads a unit, also for a period, is led from above.
            var leaders = appointments.Where(appointment => appointment.Place == unit && appointment.On(date)).ToList();
            if (leaders.Count > 0 && leaders.TrueForAll(leader => leader.EmployeeId != employeeId))
            {
                return leaders.MaxBy(leader => leader.Kind == LeadershipKind.ActingLeader)!.EmployeeId;
            }
        }

        return null;
    }

    public IReadOnlyList<Unit> ToUnits() => [.. DemoPlaces.All.Select(place => new Unit
    {
        Id = place.Id,
        Name = place.Name,
        Type = place.Type,
        ParentId = place.Above,
        Sites = { place.Sites.Select((site, index) => new Site { Id = $"{place.Id}-{index + 1}", Name = site }) },
        Leaderships = { appointments.Where(appointment => appointment.Place == place).Select(appointment => appointment.ToMessage()) },
    })];

    sealed record Appointment(DemoPlace Place, string EmployeeId, LeadershipKind Kind, DateOnly From, DateOnly? To)
    {
        public bool On(DateOnly date) => From <= date && (To is null || date < To);

        public Leadership ToMessage() => new()
        {
            EmployeeId = EmployeeId,
            Kind = Kind,
            FromDate = From.ToIso(),
            ToDate = To?.ToIso() ?? "",
        };
    }
}
