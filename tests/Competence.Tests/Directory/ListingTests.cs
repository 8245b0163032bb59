using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Directory;

public sealed class ListingTests
{
    [Fact]
    public async Task Employees_who_come_while_the_list_is_read_make_it_skip_nobody_and_repeat_nobody()
    {
        var before = Enumerable.Range(0, 2_500).Select(i => $"e{i * 2:0000}").ToList();
        await using var agency = await Given.EmptyAgency();
        await agency.DoAsync(new ImportRequest { Employees = { before.Select(id => Some.Employee(id)) } });

        var seen = new List<string>();
        var came = 1;
        for (var token = ""; ;)
        {
            var (page, next) = await agency.PageAsync<Employee>(new ListEmployeesRequest(), 0, token);
            seen.AddRange(page.Select(employee => employee.Id));
            if (next.Length == 0)
                break;
            page.Count.ShouldBe(100);
            token = next;

            // Some behind the reader, some ahead.
            for (var i = 0; i < 5; i++, came += 2)
                await agency.DoAsync(new CreateEmployeeRequest { Employee = Some.Employee($"e{came * 37 % 5_000:0000}") });
        }

        seen.ShouldBe(seen.Distinct().Order(StringComparer.Ordinal));
        before.Except(seen).ShouldBeEmpty();
        seen.Count.ShouldBeGreaterThan(before.Count);
    }

    [Fact]
    public async Task Positions_are_listed_of_an_employee_of_a_unit_or_of_all()
    {
        await using var agency = await Given.Agency(
            new CreatePositionRequest { Position = Some.Position("cato", "ost") },
            new CreatePositionRequest { Position = Some.Position("anna", "ost") });

        (await IdsAsync(new ListPositionsRequest())).ShouldBe(["p1", "p2", "p3", "p4", "p5"]);
        (await IdsAsync(new ListPositionsRequest { EmployeeId = "anna" })).ShouldBe(["p1", "p5"]);
        (await IdsAsync(new ListPositionsRequest { UnitId = "ost" })).ShouldBe(["p4", "p5"]);
        (await IdsAsync(new ListPositionsRequest { UnitId = "ost", EmployeeId = "anna" })).ShouldBe(["p5"]);
        (await IdsAsync(new ListPositionsRequest { UnitId = "nav" })).ShouldBeEmpty();

        async Task<IEnumerable<string>> IdsAsync(ListPositionsRequest request) =>
            (await agency.ListAsync<Position>(request, 1)).Select(position => position.Id);
    }
}
