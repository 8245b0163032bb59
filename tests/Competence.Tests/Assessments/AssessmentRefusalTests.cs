using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Assessments;

public sealed class AssessmentRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no assessment", new CreateAssessmentRequest(), Expected.FieldRequired("assessment") },
        { "an update of no assessment", new UpdateAssessmentRequest(), Expected.FieldRequired("assessment") },
        { "nobody's assessment", Create(Some.Assessment("")), Expected.FieldRequired("assessment.employee_id") },
        { "an employee who is not there", Create(Some.Assessment("dag")), Expected.EmployeeNotFound("assessment.employee_id", "dag") },
        { "a competence that is not there", Create(Some.Assessment("anna", "x")), Expected.CompetenceNotFound("assessment.competence_id", "x") },
        { "one made by somebody who is not there", Create(Some.Assessment("anna", by: "dag")), Expected.EmployeeNotFound("assessment.assessed_by", "dag") },
        { "no basis", Create(Some.Assessment("anna", basis: Basis.Unspecified)), Expected.FieldRequired("assessment.basis") },
        { "a basis there is not", Create(Some.Assessment("anna", basis: (Basis)9)), Expected.FieldRequired("assessment.basis") },
        { "level -1", Create(Some.Assessment("anna", level: -1)), Expected.LevelOutOfRange("assessment.level") },
        { "level 6", Create(Some.Assessment("anna", level: 6)), Expected.LevelOutOfRange("assessment.level") },
        { "no date", Create(Some.Assessment("anna", date: "")), Expected.FieldRequired("assessment.date") },
        { "30 February", Create(Some.Assessment("anna", date: "2026-02-30")), Expected.DateInvalid("assessment.date") },
        { "a year of two digits", Create(Some.Assessment("anna", date: "26-01-01")), Expected.DateInvalid("assessment.date") },
        {
            "a self-assessment with an end", Create(Some.Assessment("anna", until: "2027-01-01")),
            Expected.ValidUntilNotAllowed("assessment.valid_until")
        },
        {
            "an agreed assessment with an end", Create(Some.Assessment("anna", basis: Basis.Agreed, until: "2027-01-01")),
            Expected.ValidUntilNotAllowed("assessment.valid_until")
        },
        { "a verification", Create(Some.Assessment("anna", basis: Basis.Verified)), Expected.VerifiedNotAllowed("assessment.basis") },
        {
            "a verification that ends before it starts", Create(Some.Assessment("anna", basis: Basis.Verified, until: "2026-01-01")),
            Expected.DatesOutOfOrder("assessment.valid_until").And("assessment.basis")
        },
        {
            "an assessment that is there", Create(Some.Assessment("anna", "veiledning", Basis.Agreed, 5, "2026-02-01")),
            Expected.AlreadyExists("assessment", "anna~veiledning~AGREED~2026-02-01")
        },
        {
            "an update of an assessment that is not there",
            new UpdateAssessmentRequest { Assessment = Some.Assessment("anna", "veiledning", Basis.Agreed, 5, "2026-02-02") },
            Expected.AssessmentNotFound("assessment", "anna~veiledning~AGREED~2026-02-02")
        },
        {
            "an update of a verification",
            new UpdateAssessmentRequest { Assessment = Some.Assessment("cato", "veiledning", Basis.Verified, 5, "2026-02-01", "2027-02-01") },
            Expected.VerifiedNotAllowed("assessment.basis")
        },
        {
            "an update to level 6",
            new UpdateAssessmentRequest { Assessment = Some.Assessment("anna", "veiledning", Basis.Agreed, 6, "2026-02-01") },
            Expected.LevelOutOfRange("assessment.level")
        },
        {
            "an update by somebody who is not there",
            new UpdateAssessmentRequest { Assessment = Some.Assessment("anna", "veiledning", Basis.Agreed, 3, "2026-02-01", by: "dag") },
            Expected.EmployeeNotFound("assessment.assessed_by", "dag")
        },
        {
            "an update of the date",
            new UpdateAssessmentRequest
            {
                Assessment = Some.Assessment("anna", "veiledning", Basis.Agreed, 3, "2026-02-01"), UpdateMask = Some.Mask("level", "date"),
            },
            Expected.UpdateMaskInvalid("date")
        },
        { "an assessment that does not exist", new GetAssessmentRequest { Id = "anna~veiledning~SELF~2026-02-01" }, Expected.AssessmentNotFound("id", "anna~veiledning~SELF~2026-02-01") },
        { "an id of no assessment", new GetAssessmentRequest { Id = "anna" }, Expected.AssessmentNotFound("id", "anna") },
        { "an id with a bad end", new GetAssessmentRequest { Id = "anna~veiledning~SELF~2026-02-01~x" }, Expected.AssessmentNotFound("id", "anna~veiledning~SELF~2026-02-01~x") },
        { "the assessments of somebody who is not there", new ListAssessmentsRequest { EmployeeId = "dag" }, Expected.EmployeeNotFound("employee_id", "dag") },

        { "an imported assessment of nobody", Import(Some.Assessment("")), Expected.FieldRequired("assessments[0].employee_id") },
        { "an imported assessment in nothing", Import(Some.Assessment("anna", "")), Expected.FieldRequired("assessments[0].competence_id") },
        { "an imported employee who is not there", Import(Some.Assessment("anna"), Some.Assessment("dag")), Expected.EmployeeNotFound("assessments[1].employee_id", "dag") },
        { "an imported competence that is not there", Import(Some.Assessment("anna"), Some.Assessment("anna", "x")), Expected.CompetenceNotFound("assessments[1].competence_id", "x") },
        { "an import by somebody who is not there", Import(Some.Assessment("anna"), Some.Assessment("bo", by: "dag")), Expected.EmployeeNotFound("assessments[1].assessed_by", "dag") },
        { "an imported level 6", Import(Some.Assessment("anna"), Some.Assessment("anna", level: 6)), Expected.LevelOutOfRange("assessments[1].level") },
        { "an imported level -1", Import(Some.Assessment("anna", level: -1)), Expected.LevelOutOfRange("assessments[0].level") },
        { "an imported 29 February of no leap year", Import(Some.Assessment("anna", date: "2027-02-29")), Expected.DateInvalid("assessments[0].date") },
        { "an imported assessment on no basis", Import(Some.Assessment("anna", basis: Basis.Unspecified)), Expected.FieldRequired("assessments[0].basis") },
        { "an imported self-assessment with an end", Import(Some.Assessment("anna", until: "2027-01-01")), Expected.ValidUntilNotAllowed("assessments[0].valid_until") },
        {
            "an imported verification that ends on the day it starts",
            Import(Some.Assessment("anna", basis: Basis.Verified, date: "2026-01-01", until: "2026-01-01")),
            Expected.DatesOutOfOrder("assessments[0].valid_until")
        },
        {
            "an imported verification until no date", Import(Some.Assessment("anna", basis: Basis.Verified, until: "2026-02-30")),
            Expected.DateInvalid("assessments[0].valid_until")
        },
        {
            "an imported assessment twice",
            Import(Some.Assessment("anna"), Some.Assessment("bo"), Some.Assessment("anna")),
            Expected.DuplicateRow("assessments[2]", "assessments[0]")
        },
        {
            "an imported assessment three times",
            Import(Some.Assessment("anna"), Some.Assessment("anna"), Some.Assessment("anna")),
            Expected.DuplicateRow("assessments[1]", "assessments[0]").And("assessments[2]")
        },
        {
            "an imported verification twice, made by two",
            Import(
                Some.Assessment("anna", basis: Basis.Verified, until: "2027-01-01", by: "bo"),
                Some.Assessment("anna", basis: Basis.Verified, until: "2027-01-01", by: "cato")),
            Expected.DuplicateRow("assessments[1]", "assessments[0]")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task Every_later_row_of_three_names_the_first()
    {
        await using var agency = await Given.Agency();

        var told = await agency.ShouldRefuseAsync(
            Import(Some.Assessment("bo"), Some.Assessment("anna"), Some.Assessment("anna"), Some.Assessment("anna")),
            Expected.DuplicateRow("assessments[2]", "assessments[1]").And("assessments[3]"));

        told.ShouldNotContain("first in assessments[2]");
    }

    static CreateAssessmentRequest Create(Assessment assessment) => new() { Assessment = assessment };

    static ImportRequest Import(params IReadOnlyList<Assessment> assessments) => new() { Assessments = { assessments } };
}
