using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Directory;

public sealed class EmployeeRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no employee", new CreateEmployeeRequest(), Expected.FieldRequired("employee") },
        { "an update of no employee", new UpdateEmployeeRequest(), Expected.FieldRequired("employee") },
        { "no id", Create(Some.Employee("")), Expected.FieldRequired("employee.id") },
        { "an id with a slash", Create(Some.Employee("a/b")), Expected.IdInvalid("employee.id") },
        {
            "a national identity number as an id", Create(Some.Employee(IdentityNumbers.OfEachKind["birth number"])),
            Expected.NationalIdentityNumber("employee.id")
        },
        { "no name", Create(Some.Employee("dag", name: "")), Expected.FieldRequired("employee.name") },
        { "an email of 501 characters", Create(Some.Employee("dag", email: new string('x', 501))), Expected.TextTooLong("employee.email") },
        {
            "no employer", Create(new Employee(Some.Employee("dag")) { Employer = Employer.Unspecified }),
            Expected.FieldRequired("employee.employer")
        },
        {
            "an employer there is not", Create(new Employee(Some.Employee("dag")) { Employer = (Employer)3 }),
            Expected.FieldRequired("employee.employer")
        },
        { "an employee who is there", Create(Some.Employee("anna")), Expected.AlreadyExists("employee", "anna") },
        {
            "an update of an employee who is not there", new UpdateEmployeeRequest { Employee = Some.Employee("dag") },
            Expected.EmployeeNotFound("employee", "dag")
        },
        { "an employee who does not exist", new GetEmployeeRequest { Id = "dag" }, Expected.EmployeeNotFound("id", "dag") },
        {
            "a mask that names the id",
            new UpdateEmployeeRequest { Employee = Some.Employee("anna"), UpdateMask = Some.Mask("id") }, Expected.UpdateMaskInvalid("id")
        },
        {
            "an imported employee twice",
            new ImportRequest { Employees = { Some.Employee("dag"), Some.Employee("eli"), Some.Employee("dag") } },
            Expected.DuplicateRow("employees[2]", "employees[0]")
        },
        {
            "an imported employee three times",
            new ImportRequest { Employees = { Some.Employee("dag"), Some.Employee("dag"), Some.Employee("dag") } },
            Expected.DuplicateRow("employees[1]", "employees[0]").And("employees[2]")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static CreateEmployeeRequest Create(Employee employee) => new() { Employee = employee };
}
