using Kompetanse.Protos.Bulk.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd.Demo;

/// <summary>What an import must hold to be taken, on several seeds and dates.</summary>
public sealed class DemoRulesTests
{
    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Rows_come_after_what_they_refer_to(int made) =>
        DemoRows.Several[made].Messages.Select(KindOf).ShouldBe(
        [
            "level_scale", "competences", "roles", "employees", "units", "positions", "role_profiles", "local_adaptations",
            "unit_profiles", "goals", "assessments",
        ]);

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Ids_are_short_plain_and_never_like_a_birth_number(int made)
    {
        var rows = DemoRows.Several[made];
        string[] ids =
        [
            .. rows.Units.Select(unit => unit.Id),
            .. rows.Units.SelectMany(unit => unit.Sites).Select(site => site.Id),
            .. rows.Employees.Select(employee => employee.Id),
            .. rows.Competences.Select(competence => competence.Id),
            .. rows.Roles.Select(role => role.Id),
            .. rows.Goals.Select(goal => goal.Id),
        ];
        foreach (var id in ids)
        {
            id.Length.ShouldBeInRange(1, 64, id);
            id.ShouldAllBe(letter => char.IsAsciiLetterOrDigit(letter) || "-_.:".Contains(letter));
            (id.Length == 11 && id.All(char.IsAsciiDigit)).ShouldBeFalse(id);
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void No_row_stands_twice(int made)
    {
        var rows = DemoRows.Several[made];
        rows.Units.Select(unit => unit.Id).ShouldBeUnique();
        rows.Units.SelectMany(unit => unit.Sites).Select(site => site.Id).ShouldBeUnique();
        rows.Employees.Select(employee => employee.Id).ShouldBeUnique();
        rows.Competences.Select(competence => competence.Id).ShouldBeUnique();
        rows.Roles.Select(role => role.Id).ShouldBeUnique();
        rows.Goals.Select(goal => goal.Id).ShouldBeUnique();
        rows.Positions.Select(position => (position.EmployeeId, position.UnitId, position.RoleId, position.FromDate)).ShouldBeUnique();
        rows.RoleProfiles.Select(profile => (profile.RoleId, profile.ValidFrom)).ShouldBeUnique();
        rows.LocalAdaptations.Select(change => (change.UnitId, change.RoleId, change.ValidFrom)).ShouldBeUnique();
        rows.UnitProfiles.Select(profile => profile.UnitId).ShouldBeUnique();
        rows.Assessments.Select(row => (row.EmployeeId, row.CompetenceId, row.Basis, row.Date, row.ValidUntil)).ShouldBeUnique();
        foreach (var profile in rows.RoleProfiles)
        {
            profile.Expectations.Select(expectation => expectation.CompetenceId).ShouldBeUnique();
        }

        foreach (var profile in rows.UnitProfiles)
        {
            profile.Needs.Select(need => (need.CompetenceId, need.Level)).ShouldBeUnique();
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Every_id_that_is_named_exists(int made)
    {
        var rows = DemoRows.Several[made];
        var units = rows.Units.Select(unit => unit.Id).ToHashSet();
        var employees = rows.Employees.Select(employee => employee.Id).ToHashSet();
        var roles = rows.Roles.Select(role => role.Id).ToHashSet();
        var competences = rows.Competences.Select(competence => competence.Id).ToHashSet();

        AllIn(units, rows.Units.Select(unit => unit.ParentId).Where(id => id.Length > 0));
        AllIn(employees, rows.Units.SelectMany(unit => unit.Leaderships).Select(leads => leads.EmployeeId));
        AllIn(employees, rows.Positions.Select(position => position.EmployeeId));
        AllIn(units, rows.Positions.Select(position => position.UnitId));
        AllIn(roles, rows.Positions.Select(position => position.RoleId));
        AllIn(roles, rows.RoleProfiles.Select(profile => profile.RoleId));
        AllIn(competences, rows.RoleProfiles.SelectMany(profile => profile.Expectations).Select(row => row.CompetenceId));
        AllIn(units, rows.LocalAdaptations.Select(adaptation => adaptation.UnitId));
        AllIn(roles, rows.LocalAdaptations.Select(adaptation => adaptation.RoleId));
        AllIn(competences, rows.LocalAdaptations.SelectMany(row => row.Changes).Select(row => row.CompetenceId));
        AllIn(units, rows.UnitProfiles.Select(profile => profile.UnitId));
        AllIn(competences, rows.UnitProfiles.SelectMany(profile => profile.Needs).Select(need => need.CompetenceId));
        AllIn(competences, rows.Goals.SelectMany(goal => goal.CompetenceIds));
        AllIn(employees, rows.Assessments.Select(row => row.EmployeeId));
        AllIn(employees, rows.Assessments.Select(row => row.AssessedBy));
        AllIn(competences, rows.Assessments.Select(row => row.CompetenceId));
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void The_units_form_one_tree(int made)
    {
        var above = DemoRows.Several[made].Units.ToDictionary(unit => unit.Id, unit => unit.ParentId);
        above.Values.Count(parent => parent.Length == 0).ShouldBe(1);
        foreach (var start in above.Keys)
        {
            var steps = 0;
            for (var unit = start; above[unit].Length > 0; unit = above[unit])
            {
                (++steps).ShouldBeLessThan(above.Count, start);
            }
        }
    }

    [Theory, MemberData(nameof(DemoRows.Each), MemberType = typeof(DemoRows))]
    public void Levels_weights_and_people_are_within_their_bounds(int made)
    {
        var rows = DemoRows.Several[made];
        rows.LevelScale.Levels.ShouldAllBe(level => level.Level >= 0 && level.Level <= 5);
        rows.RoleProfiles.SelectMany(profile => profile.Expectations).ShouldAllBe(row =>
            row.Level >= 0 && row.Level <= 5 && row.Weight >= 1 && row.Weight <= 5);
        rows.LocalAdaptations.SelectMany(row => row.Changes).ShouldAllBe(row =>
            row.HasLevel ? row.Level >= 0 && row.Level <= 5 && row.Weight >= 1 && row.Weight <= 5 : row.Weight == 0);
        rows.UnitProfiles.SelectMany(profile => profile.Needs).ShouldAllBe(row => row.Level >= 0 && row.Level <= 5 && row.People >= 1);
        rows.Goals.ShouldAllBe(goal => goal.Weight > 0 && goal.Weight <= 1000);
        rows.Assessments.ShouldAllBe(row => row.Level >= 0 && row.Level <= 5);
    }

    static string KindOf(ImportRequest message) => ImportRequest.Descriptor.Fields.InFieldNumberOrder()
        .Where(field => field.IsRepeated
            ? ((System.Collections.IList)field.Accessor.GetValue(message)).Count > 0
            : field.Name == "level_scale" && field.Accessor.HasValue(message))
        .ShouldHaveSingleItem().Name;

    static void AllIn(HashSet<string> known, IEnumerable<string> named)
    {
        var ids = named.ToList();
        ids.ShouldNotBeEmpty();
        ids.Where(id => !known.Contains(id)).ShouldBeEmpty();
    }
}
