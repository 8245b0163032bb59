using FsCheck;
using FsCheck.Fluent;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Evidencing;

/// <summary>The learning platform reports as often as it likes; a completion counts once.</summary>
public sealed class ReportCompletionsTests
{
    static readonly Caller Platform = By.Client(Scopes.EvidenceWrite);

    [Fact]
    public async Task What_was_reported_before_is_left_as_it_is_also_after_a_restart()
    {
        await using var agency = await Given.Agency(Demanding.Task);
        await ReportAsync(agency, Platform, Completed("anna", "1"));
        await agency.ReopenAsync();

        var reply = await ReportAsync(
            agency, Platform, Completed("anna", "2"), new Evidence(Completed("anna", "1")) { Date = "2020-01-01" }, Completed("bo", "1"));

        (reply.Added, reply.Known).ShouldBe((2, 1));
        agency.State.Employees["anna"].Evidence.Select(one => (one.Id, one.ArchiveReference, one.Date.Year))
            .ShouldBe([("anna~1", "1", 2026), ("anna~2", "2", 2026)]);
        agency.State.Employees["bo"].Evidence.ShouldHaveSingleItem().Id.ShouldBe("bo~1");
    }

    [Fact]
    public async Task Nothing_new_is_answered_and_not_recorded()
    {
        await using var agency = await Given.Agency(Demanding.Task);
        await ReportAsync(agency, Platform, Completed("anna", "1"));
        var position = await agency.PositionAsync();

        (await ReportAsync(agency, Platform, Completed("anna", "1"))).ShouldBe(new ReportCompletionsResponse { Known = 1 });

        (await agency.PositionAsync()).ShouldBe(position);
    }

    [Fact]
    public async Task An_employee_with_the_same_reference_stops_no_report()
    {
        await using var agency = await Given.Agency(Demanding.Task);
        await agency.DoAsync(By.Employee("anna"), new AddEvidenceRequest { Evidence = Completed("anna", "1") });
        await ReportAsync(agency, Platform with { ClientId = "another" }, Completed("anna", "1"));

        (await ReportAsync(agency, Platform, Completed("anna", "1"))).Added.ShouldBe(1);
    }

    static readonly Gen<(string Employee, int Reference)[][]> Reports =
        (from employee in Gen.Elements("anna", "bo") from reference in Gen.Choose(1, 6) select (employee, reference))
        .ArrayOf().ArrayOf();

    [Fact]
    public void Whatever_is_reported_how_often_each_completion_is_there_once() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(8),
        Prop.ForAll(Reports.ToArbitrary(), async reports =>
        {
            await using var agency = await Given.Agency(Demanding.Task);
            foreach (var report in reports)
            {
                await ReportAsync(
                    agency, Platform, [.. report.Distinct().Select(one => Completed(one.Employee, $"{one.Reference}"))]);
            }

            foreach (var employee in (string[])["anna", "bo"])
            {
                agency.State.Employees[employee].Evidence.Select(one => one.ArchiveReference).Order().ShouldBe(
                    reports.SelectMany(report => report).Where(one => one.Employee == employee)
                        .Select(one => $"{one.Reference}").Distinct().Order());
                agency.State.Employees[employee].Evidence.Select(one => one.Id).ShouldBe(
                    Enumerable.Range(1, agency.State.Employees[employee].Evidence.Count).Select(i => $"{employee}~{i}"));
            }
        }));

    static Evidence Completed(string employee, string reference) => Demanding.Evidence(employee, reference: reference);

    static async Task<ReportCompletionsResponse> ReportAsync(TestAgency agency, Caller by, params IReadOnlyList<Evidence> completions)
    {
        var before = agency.Caller;
        agency.Caller = by;
        var reply = await agency.AskAsync<ReportCompletionsResponse>(new ReportCompletionsRequest { Completions = { completions } });
        agency.Caller = before;
        return reply;
    }
}
