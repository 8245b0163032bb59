using Kompetanse.Competence;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Host.Demo;

/// <summary>
/// What the people of the demonstration can do: some things nobody has looked at, some only themselves, most of it agreed
/// in one or two yearly conversations, and the demanding tasks verified, for one or two years at a time.
/// </summary>
sealed class DemoAssessments(StarterCatalogue catalogue, DemoStaff staff, DateOnly today, DemoRandom random)
{
    /// <summary>Days back that assessments are spread over: eighteen months.</summary>
    const int Reach = 548;

    readonly Dictionary<(string, string, Basis, DateOnly, DateOnly?), Assessment> made = [];

    public IReadOnlyList<Assessment> Make()
    {
        foreach (var mine in staff.Positions.GroupBy(position => position.Employee))
        {
            var active = mine.Where(position => position.On(today)).ToList();
            Assess(mine.Key, [.. mine], Expected(active), Verify(mine.Key, active));
        }

        return [.. made.Values];
    }

    /// <summary>The highest level that one's roles expect of each competence.</summary>
    List<(string Competence, int Level)> Expected(List<DemoPosition> active) => [.. active
        .Select(position => position.Role)
        .Distinct(StringComparer.Ordinal)
        .SelectMany(role => catalogue.ProfileOn(role, today)?.Expectations ?? [])
        .GroupBy(expectation => expectation.CompetenceId, StringComparer.Ordinal)
        .Select(same => (same.Key, same.Max(expectation => expectation.Level)))];

    /// <summary>Verifies somebody for tasks of the role, and tells which levels that makes certain.</summary>
    Dictionary<string, int> Verify(Employee employee, List<DemoPosition> active)
    {
        var certain = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var position in active)
        {
            foreach (var (task, percent) in DemoTasks.Of(position.Role, employee.Employer))
            {
                var date = today.AddDays(-random.Between(10, Reach));
                if (!random.Chance(percent) || !position.On(date))
                {
                    continue;
                }

                var until = date.AddYears(random.Chance(50) ? 1 : 2);
                foreach (var part in catalogue.DemandingTasks.Single(demanding => demanding.Id == task).Requires)
                {
                    var level = Math.Min(part.Level + (random.Chance(20) ? 1 : 0), 4);
                    var leader = staff.Leaders.LeaderOf(employee.Id, position.Place, date);
                    Add(employee, part.Competence, Basis.Verified, level, date, leader, until);
                    certain[part.Competence] = level;
                    // Now and then only a part of what the task asks for is in place.
                    if (random.Chance(8))
                    {
                        break;
                    }
                }
            }
        }

        return certain;
    }

    void Assess(
        Employee employee, List<DemoPosition> mine, List<(string Competence, int Level)> expected, Dictionary<string, int> certain)
    {
        var untouched = random.Chance(8);
        var alone = random.Chance(20);
        var conversations = Conversations();
        foreach (var (competence, required) in expected)
        {
            if (untouched || random.Chance(12))
            {
                continue;
            }

            var level = Math.Max(Around(required), certain.GetValueOrDefault(competence));
            foreach (var (index, date) in conversations.Index())
            {
                var then = index < conversations.Count - 1 && random.Chance(35) ? Math.Max(level - 1, 0) : level;
                Prepare(employee, mine, competence, then, date.AddDays(-7));
                if (!alone)
                {
                    Agree(employee, mine, competence, then, date);
                }
            }
        }
    }

    void Prepare(Employee employee, List<DemoPosition> mine, string competence, int level, DateOnly date)
    {
        if (mine.Exists(position => position.On(date)))
        {
            Add(employee, competence, Basis.Self, Seen(level), date, employee.Id);
        }
    }

    void Agree(Employee employee, List<DemoPosition> mine, string competence, int level, DateOnly date)
    {
        var place = mine.Find(position => position.On(date))?.Place;
        if (place is not null && staff.Leaders.LeaderOf(employee.Id, place, date) is { } leader)
        {
            Add(employee, competence, Basis.Agreed, level, date, leader);
        }
    }

    /// <summary>The latest conversation, after the one a year before it when that is within reach.</summary>
    List<DateOnly> Conversations()
    {
        var latest = random.Between(10, 340);
        var earlier = latest + random.Between(340, 390);
        return earlier + 7 <= Reach ? [today.AddDays(-earlier), today.AddDays(-latest)] : [today.AddDays(-latest)];
    }

    int Around(int required) => Math.Clamp(required + Step(under2: 8, under1: 27, over1: 18), 0, 5);

    /// <summary>What one thinks of oneself: mostly what both agree on later.</summary>
    int Seen(int level) => Math.Clamp(level + Step(under2: 0, under1: 12, over1: 15), 0, 5);

    int Step(int under2, int under1, int over1)
    {
        var roll = random.Below(100);
        return roll < under2 ? -2 : roll < under2 + under1 ? -1 : roll >= 100 - over1 ? 1 : 0;
    }

    void Add(
        Employee employee, string competence, Basis basis, int level, DateOnly date, string? assessedBy, DateOnly? until = null) =>
        made.TryAdd((employee.Id, competence, basis, date, until), new Assessment
        {
            EmployeeId = employee.Id,
            CompetenceId = competence,
            Basis = basis,
            Level = level,
            Date = date.ToIso(),
            ValidUntil = until?.ToIso() ?? "",
            AssessedBy = assessedBy ?? "",
        });
}
