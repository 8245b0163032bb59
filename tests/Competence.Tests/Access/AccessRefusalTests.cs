using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Access.V1;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Access;

/// <summary>Who may not, told in both languages, with nothing changed and nothing told of what is there.</summary>
public sealed class AccessRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "somebody unknown", Caller.Anonymous, new ListRolesRequest(), Expected.NotIdentified() },
        { "an import by somebody unknown", Caller.Anonymous, new ImportRequest(), Expected.NotIdentified() },
        { "a colleague's record", By.Employee("bo"), new GetEmployeeRequest { Id = "anna" }, Expected.PermissionDenied() },
        { "a record that is not there", By.Employee("bo"), new GetEmployeeRequest { Id = "nobody" }, Expected.PermissionDenied() },
        { "a colleague's levels", By.Employee("bo"), new ListAssessmentsRequest { EmployeeId = "anna" }, Expected.PermissionDenied() },
        {
            "levels of one who is not there", By.Employee("bo"), new ListAssessmentsRequest { EmployeeId = "nobody" },
            Expected.PermissionDenied()
        },
        { "levels of nobody", By.Employee("bo"), new ListAssessmentsRequest(), Expected.PermissionDenied() },
        { "everybody, by the leader of some", By.Employee("cato"), new ListEmployeesRequest(), Expected.PermissionDenied() },
        { "levels for HR without a purpose", By.Hr, new ListAssessmentsRequest { EmployeeId = "anna" }, Expected.PurposeRequired() },
        { "a record for HR without a purpose", By.Hr, new GetEmployeeRequest { Id = "anna" }, Expected.PurposeRequired() },
        {
            "another's self-assessment", By.Employee("bo"), new CreateAssessmentRequest { Assessment = Some.Assessment("anna") },
            Expected.PermissionDenied()
        },
        {
            "a leader who assesses for the employee", By.Employee("cato"),
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna") }, Expected.PermissionDenied()
        },
        {
            "an employee who agrees with oneself", By.Employee("anna"),
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", basis: Basis.Agreed) }, Expected.PermissionDenied()
        },
        {
            "a leader who agrees with oneself", By.Employee("cato"),
            new CreateAssessmentRequest { Assessment = Some.Assessment("cato", basis: Basis.Agreed) }, Expected.PermissionDenied()
        },
        {
            "an assessment in another's name", By.Employee("anna"),
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", by: "bo") }, Expected.PermissionDenied()
        },
        { "a unit by an employee", By.Employee("anna"), new CreateUnitRequest { Unit = Some.Unit("ny") }, Expected.PermissionDenied() },
        {
            "an employee by a client of the catalogue", By.Client(Scopes.CatalogueWrite),
            new CreateEmployeeRequest { Employee = Some.Employee("dag") }, Expected.PermissionDenied()
        },
        {
            "a competence by a leader", By.Employee("cato"),
            new CreateCompetenceRequest { Competence = Some.Competence("ny") }, Expected.PermissionDenied()
        },
        {
            "an adaptation of the unit above", By.Employee("cato"),
            new CreateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation("ost", "veileder", "2026-03-01") },
            Expected.PermissionDenied()
        },
        { "an import by an employee", By.Employee("anna"), new ImportRequest(), Expected.PermissionDenied() },
        {
            "assessments imported by HR", By.Hr, new ImportRequest { Assessments = { Some.Assessment("anna") } },
            Expected.PermissionDenied()
        },
        {
            "roles imported by a client of the directory", By.Client(Scopes.DirectoryWrite),
            new ImportRequest { Roles = { Some.Role("ny") } }, Expected.PermissionDenied()
        },
        { "a colleague's access log", By.Employee("bo"), new ListAccessesRequest { EmployeeId = "anna" }, Expected.PermissionDenied() },
        { "an employee's access log, by the leader", By.Employee("cato"), new ListAccessesRequest { EmployeeId = "anna" }, Expected.PermissionDenied() },
        { "an access log, by an auditor without a purpose", By.Auditor, new ListAccessesRequest { EmployeeId = "anna" }, Expected.PurposeRequired() },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);
}
