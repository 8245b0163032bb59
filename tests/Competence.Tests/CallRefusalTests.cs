using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

/// <summary>What is refused alike in every method.</summary>
public sealed class CallRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "a page size over 1000", new ListEmployeesRequest { PageSize = 1001 }, Expected.PageSizeInvalid() },
        { "a negative page size", new ListEmployeesRequest { PageSize = -1 }, Expected.PageSizeInvalid() },
        { "a page token of no server", new ListEmployeesRequest { PageToken = "not a token!" }, Expected.PageTokenInvalid() },
        { "a page token that is not text", new ListEmployeesRequest { PageToken = "____" }, Expected.PageTokenInvalid() },
        { "a page token with a letter too many", new ListEmployeesRequest { PageToken = "YW5uYQx" }, Expected.PageTokenInvalid() },
        {
            "a mask that names no field",
            new UpdateEmployeeRequest { Employee = Some.Employee("anna"), UpdateMask = Some.Mask("salary") },
            Expected.UpdateMaskInvalid("salary")
        },
        {
            "a mask that names a field of a field",
            new UpdateUnitRequest { Unit = Some.Unit("oslo"), UpdateMask = Some.Mask("name", "sites.name") },
            Expected.UpdateMaskInvalid("sites.name")
        },
        {
            "an etag that is not of now",
            new UpdateEmployeeRequest { Employee = new Employee(Some.Employee("anna")) { Etag = "1" } },
            Expected.EtagStale("employee.etag"),
            new UpdateEmployeeRequest { Employee = Some.Employee("anna", "Anna Bergli") }
        },
        {
            "an etag of no server",
            new UpdateEmployeeRequest { Employee = new Employee(Some.Employee("anna")) { Etag = "abc" } },
            Expected.EtagStale("employee.etag")
        },
        {
            "a request id used for another kind of command",
            new CreateEmployeeRequest { Employee = Some.Employee("dag"), RequestId = Given.SmallAgencyRequestId },
            Expected.RequestIdReused()
        },
        {
            "a request id with blanks",
            new CreateEmployeeRequest { Employee = Some.Employee("dag"), RequestId = "my request" },
            Expected.RequestIdInvalid()
        },
        {
            "a request id of 65 characters",
            new ImportRequest { Employees = { Some.Employee("dag") }, RequestId = new string('r', 65) },
            Expected.RequestIdInvalid()
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task Any_number_of_faults_is_told_as_the_first_twenty()
    {
        await using var agency = await Given.Agency();
        var import = new ImportRequest { Employees = { Enumerable.Range(0, 1000).Select(i => Some.Employee($"no id {i}")) } };

        await agency.ShouldRefuseAsync(
            import, Expected.IdInvalid("employees[0].id").And([.. Enumerable.Range(1, 19).Select(i => $"employees[{i}].id")]));
    }
}
