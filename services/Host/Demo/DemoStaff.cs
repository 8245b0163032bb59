using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Everybody who works in the demonstration: who they are, and where they work and have worked.</summary>
sealed class DemoStaff
{
    /// <summary>Full time is the most common.</summary>
    static readonly double[] Shares = [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.8, 0.8, 0.6, 0.5];

    readonly DateOnly today;
    readonly DemoRandom random;
    readonly DemoPeople people;
    readonly List<DemoPosition> positions = [];

    public DemoStaff(DateOnly today, DemoRandom random)
    {
        this.today = today;
        this.random = random;
        people = new DemoPeople(random);
        Leaders = new DemoLeaders();
        foreach (var place in DemoPlaces.All)
        {
            HireLeaders(place);
            HireStaff(place);
        }
    }

    public IReadOnlyList<Employee> Employees => people.All;

    public IReadOnlyList<DemoPosition> Positions => positions;

    public DemoLeaders Leaders { get; }

    void HireLeaders(DemoPlace place)
    {
        if (place.Leading == Leading.Above)
        {
            return;
        }

        var start = LongAgo();
        if (place.Leading == Leading.Succeeded)
        {
            var change = Ago(240);
            HireLeader(place, start, change);
            start = change;
        }

        HireLeader(place, start, null);
    }

    void HireLeader(DemoPlace place, DateOnly from, DateOnly? to)
    {
        var role = DemoRoles.Leader(place);
        var leader = people.Next(DemoRoles.EmployedBy(place, role, random));
        positions.Add(new DemoPosition(leader, place, role, 1.0, from, to));
        Leaders.Appoint(place, leader, LeadershipKind.Leader, from, to);
    }

    void HireStaff(DemoPlace place)
    {
        foreach (var (index, role) in DemoRoles.Staff(place).Index())
        {
            var employee = people.Next(EmployerOf(place, index, role));
            if (random.Chance(10))
            {
                positions.Add(new DemoPosition(employee, place, role, random.Pick(Shares), Ago(random.Between(20, 200))));
            }
            else
            {
                Settle(employee, place, role);
            }
        }

        if (place.Leading == Leading.Away)
        {
            var deputy = positions.Last(position => position.Place == place && position.On(Ago(45)) && position.On(today)).Employee;
            Leaders.Appoint(place, deputy, LeadershipKind.ActingLeader, Ago(45), today.AddDays(75));
        }
    }

    /// <summary>The first employee of an office is municipal and the last the state's, so that every office has both.</summary>
    Employer EmployerOf(DemoPlace place, int index, string role) =>
        place.Type == UnitType.Office && index == DemoRoles.Staff(place).Count - 1
            ? Employer.State
            : DemoRoles.EmployedBy(place, role, random);

    /// <summary>Somebody who has been here for years: in the same position, moved, promoted, or now in two positions.</summary>
    void Settle(Employee employee, DemoPlace place, string role)
    {
        var (start, change) = (LongAgo(), Ago(random.Between(60, 500)));
        var neighbours = DemoPlaces.Neighbours(place);
        var fate = random.Below(100);
        if (fate < 8 && neighbours.Count > 0)
        {
            Changed(new DemoPosition(employee, random.Pick(neighbours), role, 1.0, start, change), place, role);
        }
        else if (fate < 16 && role is "jobbspesialist" or "fagkoordinator" or "gruppeveileder" && place.Type == UnitType.Office)
        {
            Changed(new DemoPosition(employee, place, "veileder", 1.0, start, change), place, role);
        }
        else if (fate < 24 && place.Type == UnitType.Office && SecondPosition(place, role) is var (there, other))
        {
            positions.Add(new DemoPosition(employee, place, role, random.Chance(50) ? 0.7 : 0.5, start));
            positions.Add(new DemoPosition(employee, there, other, 0.5, change));
        }
        else
        {
            positions.Add(new DemoPosition(employee, place, role, random.Pick(Shares), start));
        }
    }

    void Changed(DemoPosition before, DemoPlace place, string role)
    {
        positions.Add(before);
        positions.Add(new DemoPosition(before.Employee, place, role, random.Pick(Shares), before.To!.Value));
    }

    /// <summary>O 4.9.2: specialists also serve the smallest office near them; guides may be specialists for part of their time.</summary>
    static (DemoPlace Place, string Role)? SecondPosition(DemoPlace place, string role) => role switch
    {
        "veileder" when place.People >= 10 => (place, "jobbspesialist"),
        "jobbspesialist" or "gjeldsradgiver" when DemoPlaces.Neighbours(place).MinBy(other => other.People) is { } smallest
            && smallest.People < place.People => (smallest, role),
        _ => null,
    };

    DateOnly LongAgo() => Ago(random.Between(600, 4500));

    DateOnly Ago(int days) => today.AddDays(-days);
}
