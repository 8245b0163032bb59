using Google.Protobuf;
using Kompetanse.Host.Demo;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>The demonstration looks like an agency: its units, roles and sizes, always made alike.</summary>
public sealed class DemoOrganisationTests
{
    static readonly DemoRows Demo = DemoRows.Shown;

    [Fact]
    public void The_same_seed_and_date_make_the_same_agency()
    {
        var again = new DemoRows(DemoRows.Today);
        again.Messages.Select(message => message.ToByteString()).ShouldBe(Demo.Messages.Select(message => message.ToByteString()));
    }

    [Fact]
    public void Another_seed_makes_other_people()
    {
        var other = new DemoRows(DemoRows.Today, seed: 7);
        other.Employees.Select(employee => employee.Name).ShouldNotBe(Demo.Employees.Select(employee => employee.Name));
    }

    [Fact]
    public void Another_day_has_the_same_people_with_newer_dates()
    {
        var later = new DemoRows(DemoRows.Today.AddDays(30));
        later.Employees.ShouldBe(Demo.Employees);
        later.Positions.Select(position => position.FromDate).ShouldBe(
            Demo.Positions.Select(position => DemoRows.Day(position.FromDate).AddDays(30).ToString("yyyy-MM-dd")));
    }

    [Fact]
    public void A_date_before_the_profiles_can_be_used_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new DemoRows(DemoOrganisation.Earliest.AddDays(-1)));

    [Fact]
    public void There_are_a_directorate_two_lines_four_counties_twelve_offices_and_a_contact_centre() =>
        Demo.Units.CountBy(unit => unit.Type).ToDictionary().ShouldBe(new Dictionary<UnitType, int>
        {
            [UnitType.Directorate] = 1,
            [UnitType.Line] = 2,
            [UnitType.Special] = 1,
            [UnitType.County] = 4,
            [UnitType.Office] = 12,
        });

    [Fact]
    public void An_office_has_six_to_sixty_people_of_both_employers_and_meets_users_somewhere()
    {
        var sizes = new List<int>();
        foreach (var office in Demo.Offices)
        {
            var people = Demo.PeopleOf(office).ToList();
            people.Count.ShouldBeInRange(6, 60, office.Name);
            people.ShouldContain(employee => employee.Employer == Employer.State, office.Name);
            people.ShouldContain(employee => employee.Employer == Employer.Municipal, office.Name);
            office.Sites.ShouldNotBeEmpty(office.Name);
            sizes.Add(people.Count);
        }

        sizes.Min().ShouldBeLessThan(10);
        sizes.Max().ShouldBe(60);
    }

    [Fact]
    public void Every_role_is_held_by_somebody_today()
    {
        var held = Demo.Positions.Where(position => DemoRows.Active(position, Demo.Date)).Select(position => position.RoleId);
        held.Distinct().ShouldBe(Demo.Roles.Select(role => role.Id), ignoreOrder: true);
    }
}
