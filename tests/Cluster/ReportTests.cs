using Google.Protobuf;
using Kompetanse.ClusterTests.Running;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.ClusterTests;

/// <summary>A report is made of all that was acknowledged, on whichever silo it is made.</summary>
[Collection(SharedCluster.Name)]
public sealed class ReportTests(Cluster cluster)
{
    [Fact]
    public async Task A_report_right_after_a_command_is_the_same_on_both_silos()
    {
        var agency = await NewAgencyAsync();
        for (var at = 0; at < 30; at++)
        {
            await agency.DoAsync(at % 2, Some.Employee($"e{at}"));
            await agency.DoAsync(at / 2 % 2, Some.Position($"e{at}", at % 3 == 0 ? "ost" : "vest", "veileder"));
            await agency.DoAsync(1 - (at % 2), Some.Assessment($"e{at}", "k1", at % 5));

            var reports = await Task.WhenAll(ReportAsync(agency, 0), ReportAsync(agency, 1));

            reports[0].Employees.ShouldBe(at + 1);
            reports[0].RoleRows.ShouldHaveSingleItem().Numbers.Met.ShouldBe(Enumerable.Range(0, at + 1).Count(each => each % 5 >= 3));
            reports[1].ToByteArray().ShouldBe(reports[0].ToByteArray());
            foreach (var ofItsOwn in await Task.WhenAll(ReportAsync(agency, 0, AgencyDriver.Leader), ReportAsync(agency, 1, AgencyDriver.Leader)))
            {
                ofItsOwn.ToByteArray().ShouldBe(reports[0].ToByteArray());
            }
        }
    }

    [Fact]
    public async Task Reports_of_a_day_on_which_much_happens_never_go_backwards()
    {
        var agency = await NewAgencyAsync();
        var acknowledged = 0;
        var isDone = false;
        var readers = Enumerable.Range(0, 4).Select(async reader =>
        {
            for (var made = 0; made == 0 || !Volatile.Read(ref isDone); made++)
            {
                var before = Volatile.Read(ref acknowledged);
                var by = reader % 2 == 0 ? AgencyDriver.Leader : AgencyDriver.Caller;
                (await ReportAsync(agency, (reader + made) % 2, by)).Employees.ShouldBeGreaterThanOrEqualTo(before);
            }
        }).ToList();

        for (var at = 0; at < 60; at++)
        {
            await agency.DoAsync(at % 2, Some.Employee($"e{at}"));
            await agency.DoAsync(1 - (at % 2), Some.Position($"e{at}", "vest", "veileder"));
            Volatile.Write(ref acknowledged, at + 1);
        }

        Volatile.Write(ref isDone, true);
        await Task.WhenAll(readers);
    }

    private async Task<AgencyDriver> NewAgencyAsync()
    {
        var agency = cluster.NewAgency();
        IMessage[] commands =
        [
            Some.Employee(Some.Leader),
            Some.Led(Some.Unit("nav")), Some.Led(Some.Unit("ost", "nav")), Some.Led(Some.Unit("vest", "nav")),
            Some.Competence("k1"), Some.Role("veileder"),
            Some.Profile("veileder", "k1", 3),
            .. Some.LeaderAtWork("veileder"),
        ];
        foreach (var command in commands)
        {
            await agency.DoAsync(1, command);
        }

        return agency;
    }

    /// <summary>All of it but where in the journal it was made: what is read is recorded, so that no two are made at one place.</summary>
    private static async Task<UnitReport> ReportAsync(AgencyDriver agency, int silo, Platform.Identity.Caller? by = null)
    {
        var report = (await agency.AskAsync<UnitReport>(silo, new GetUnitReportRequest { UnitId = "nav", Basis = LevelBasis.Best }, by)).Clone();
        report.Position.ShouldBeGreaterThan(0);
        report.Position = 0;
        return report;
    }
}
