using Google.Protobuf;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Access;

/// <summary>Domain rule 17: an employee sees who has seen what is stored about oneself, and why.</summary>
public sealed class AccessLogTests
{
    [Fact]
    public async Task What_a_leader_reads_is_told_to_the_employee()
    {
        await using var agency = await Given.Agency();

        await AskAsync(agency, By.Employee("cato"), new ListAssessmentsRequest { EmployeeId = "anna" });

        var told = (await AccessesAsync(agency, "anna")).ShouldHaveSingleItem();
        (told.AccessedBy, told.Ground, told.What, told.Purpose).ShouldBe(
            ("cato", Ground.Leader, "kompetanse.assessment.v1.ListAssessments", ""));
        told.AccessedAt.ToDateTimeOffset().ShouldBe(agency.Time.Now);
        (await AccessesAsync(agency, "bo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_reads_about_oneself_is_not_told()
    {
        await using var agency = await Given.Agency();
        var before = await agency.EntriesAsync();

        await AskAsync(agency, By.Employee("anna"), new GetEmployeeRequest { Id = "anna" });
        await AskAsync(agency, By.Employee("anna"), new ListAssessmentsRequest { EmployeeId = "anna" });

        (await AccessesAsync(agency, "anna")).ShouldBeEmpty();
        (await agency.EntriesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_purpose_of_HR_is_told_and_lies_encrypted_in_the_ledger()
    {
        await using var agency = await Given.Agency();

        await AskAsync(agency, By.Hr.For("bemanning av ny avdeling"), new ListAssessmentsRequest { EmployeeId = "anna" });

        await agency.ReopenAsync();
        var told = (await AccessesAsync(agency, "anna")).ShouldHaveSingleItem();
        (told.AccessedBy, told.Ground, told.Purpose).ShouldBe(("hr-1", Ground.Hr, "bemanning av ny avdeling"));
        (await agency.BytesOnDiskAsync()).AsSpan().IndexOf("bemanning"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_list_is_told_to_each_on_the_page_and_to_nobody_else()
    {
        await using var agency = await Given.Agency();

        await AskAsync(agency, By.Client(Scopes.DirectoryRead), new ListEmployeesRequest { PageSize = 2 });

        (await AccessesAsync(agency, "anna")).ShouldHaveSingleItem().AccessedBy.ShouldBe("client:system");
        (await AccessesAsync(agency, "bo")).ShouldHaveSingleItem().Ground.ShouldBe(Ground.Client);
        (await AccessesAsync(agency, "cato")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_leader_lists_the_own_unit()
    {
        await using var agency = await Given.Agency();

        var list = (ListEmployeesResponse)await AskAsync(agency, By.Employee("cato"), new ListEmployeesRequest { UnitId = "oslo" });

        list.Employees.Select(employee => employee.Id).ShouldBe(["anna", "bo", "cato"]);
    }

    [Fact]
    public async Task What_is_not_there_or_refused_is_not_told()
    {
        await using var agency = await Given.Agency();
        var before = await agency.EntriesAsync();

        await Should.ThrowAsync<Exception>(() => AskAsync(agency, By.Client(Scopes.DirectoryRead), new GetEmployeeRequest { Id = "nobody" }));
        await Should.ThrowAsync<Exception>(() => AskAsync(agency, By.Employee("bo"), new GetEmployeeRequest { Id = "anna" }));

        (await agency.EntriesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_command_that_changes_nothing_has_read()
    {
        await using var agency = await Given.Agency();
        var stored = (Employee)await AskAsync(agency, By.Client(Scopes.DirectoryRead), new GetEmployeeRequest { Id = "anna" });

        await AskAsync(agency, By.Hr, new UpdateEmployeeRequest { Employee = stored });

        (await AccessesAsync(agency, "anna")).Select(access => (access.AccessedBy, access.What)).ShouldBe(
        [
            ("hr-1", "kompetanse.directory.v1.UpdateEmployee"),
            ("client:system", "kompetanse.directory.v1.GetEmployee"),
        ]);
    }

    [Fact]
    public async Task An_auditor_sees_the_log_and_is_in_it()
    {
        await using var agency = await Given.Agency();
        await AskAsync(agency, By.Employee("cato"), new GetEmployeeRequest { Id = "anna" });

        var seen = (ListAccessesResponse)await AskAsync(
            agency, By.Auditor.For("årlig kontroll"), new ListAccessesRequest { EmployeeId = "anna" });

        seen.Accesses.ShouldHaveSingleItem().AccessedBy.ShouldBe("cato");
        (await AccessesAsync(agency, "anna"))[0].ShouldSatisfyAllConditions(
            access => access.Ground.ShouldBe(Ground.Auditor), access => access.Purpose.ShouldBe("årlig kontroll"));
    }

    [Fact]
    public async Task The_newest_comes_first_and_pages_follow_each_other()
    {
        await using var agency = await Given.Agency();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            agency.Time.Now += TimeSpan.FromHours(1);
            await AskAsync(agency, By.Employee("cato"), new GetEmployeeRequest { Id = "anna" });
        }

        agency.Caller = By.Employee("anna");
        var (first, next) = await agency.PageAsync<Protos.Access.V1.Access>(new ListAccessesRequest(), 3, "");
        var (second, end) = await agency.PageAsync<Protos.Access.V1.Access>(new ListAccessesRequest(), 3, next);

        first.Concat(second).Select(access => access.AccessedAt.ToDateTimeOffset())
            .ShouldBe(Enumerable.Range(0, 5).Select(i => agency.Time.Now - TimeSpan.FromHours(i)));
        end.ShouldBeEmpty();
    }

    static async Task<IMessage> AskAsync(TestAgency agency, Caller by, IMessage request)
    {
        agency.Caller = by;
        return await agency.AskAsync<IMessage>(request);
    }

    static async Task<IReadOnlyList<Protos.Access.V1.Access>> AccessesAsync(TestAgency agency, string employee) =>
        ((ListAccessesResponse)await AskAsync(agency, By.Employee(employee), new ListAccessesRequest())).Accesses;
}
