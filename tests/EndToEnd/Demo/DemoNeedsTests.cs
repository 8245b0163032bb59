using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>What units need together.</summary>
public sealed class DemoNeedsTests
{
    static readonly DemoRows Demo = DemoRows.Shown;

    [Fact]
    public void Some_needs_are_covered_some_rest_on_one_person_and_some_are_short()
    {
        var found = new Dictionary<string, int> { ["covered"] = 0, ["one person"] = 0, ["short"] = 0 };
        foreach (var profile in Demo.UnitProfiles)
        {
            var people = Demo.PeopleOf(Demo.Units.Single(unit => unit.Id == profile.UnitId)).ToList();
            foreach (var need in profile.Needs)
            {
                var have = people.Count(person => Demo.BestLevel(person.Id, need.CompetenceId) >= need.Level);
                found[have < need.People ? "short" : have == 1 ? "one person" : "covered"]++;
            }
        }

        foreach (var (state, needs) in found)
        {
            needs.ShouldBeGreaterThan(2, state);
        }
    }
}
