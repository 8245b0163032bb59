using Kompetanse.ClusterTests.Running;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Gap.V1;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>An import is one command, however many rows: all of it is in an answer, or none.</summary>
[Collection(SharedCluster.Name)]
public sealed class ImportTests(Cluster cluster)
{
    private const int Employees = 3_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_import_is_seen_whole_or_not_at_all_on_either_silo(int silo)
    {
        var agency = await NewAgencyAsync();
        var isDone = false;
        var readers = Enumerable.Range(0, 4).Select(async reader =>
        {
            var seen = new List<int>();
            for (var asked = 0; asked < 3 || !Volatile.Read(ref isDone); asked++)
            {
                seen.Add((await agency.AskAsync<UnitReport>(reader % 2, new GetUnitReportRequest { UnitId = "nav" }, AgencyDriver.Leader)).Employees);
            }

            return seen;
        }).ToList();

        var reply = (await agency.DoAsync(silo, Some.Import("e", Employees, "nav", "veileder", "r1"))).Reply.ShouldBeOfType<ImportResponse>();
        Volatile.Write(ref isDone, true);

        (reply.Rows, reply.Changed).ShouldBe((2 * Employees, 2 * Employees));
        foreach (var seen in await Task.WhenAll(readers))
        {
            seen.Distinct().ShouldBeSubsetOf([0, Employees]);
            seen.ShouldBe(seen.Order());
            seen[0].ShouldBe(0);
        }

        foreach (var each in (int[])[0, 1])
        {
            (await agency.AskAsync<UnitReport>(each, new GetUnitReportRequest { UnitId = "nav" }, AgencyDriver.Leader)).Employees.ShouldBe(Employees);
            (await agency.AskAsync<Employee>(each, new GetEmployeeRequest { Id = $"e{Employees - 1}" })).Name.ShouldBe($"Navn e{Employees - 1}");
        }
    }

    [Fact]
    public async Task An_import_whose_write_was_told_as_failed_is_there_whole_and_once_when_it_is_repeated()
    {
        var agency = await NewAgencyAsync();
        var import = Some.Import("e", Employees, "nav", "veileder", "r1");
        agency.Put(new Fault.AfterWrite());
        AgencyDriver.ReasonsOf(await agency.ExecuteAsync(0, import)).ShouldBe(["OUTCOME_UNKNOWN"]);
        agency.Mend();

        var reply = (await agency.DoAsync(1, import)).Reply.ShouldBeOfType<ImportResponse>();

        (reply.Rows, reply.Changed, reply.Position).ShouldBe((2 * Employees, 2 * Employees, 6));
        (await agency.EntriesAsync()).Count.ShouldBe(6);
        (await agency.AskAsync<UnitReport>(0, new GetUnitReportRequest { UnitId = "nav" }, AgencyDriver.Leader)).Employees.ShouldBe(Employees);
    }

    [Fact]
    public async Task An_import_with_one_row_at_fault_leaves_nothing_on_either_silo()
    {
        var agency = await NewAgencyAsync();
        var import = Some.Import("e", Employees, "nav", "veileder");
        import.Rows.Positions[^1].UnitId = "bergen";

        AgencyDriver.ReasonsOf(await agency.ExecuteAsync(1, import)).ShouldBe(["UNIT_NOT_FOUND"]);

        foreach (var silo in (int[])[0, 1])
        {
            (await agency.AskAsync<ListEmployeesResponse>(silo, new ListEmployeesRequest())).Employees.ShouldHaveSingleItem().Id.ShouldBe(Some.Leader);
        }
    }

    private async Task<AgencyDriver> NewAgencyAsync()
    {
        var agency = cluster.NewAgency();
        await agency.DoAsync(0, Some.Employee(Some.Leader));
        await agency.DoAsync(0, Some.Led(Some.Unit("nav")));
        await agency.DoAsync(1, Some.Role("veileder"));
        foreach (var command in Some.LeaderAtWork("veileder"))
        {
            await agency.DoAsync(0, command);
        }

        return agency;
    }
}
