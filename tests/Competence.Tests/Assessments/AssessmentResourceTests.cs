using Google.Protobuf;
using Kompetanse.Competence.Tests.Resources;
using Kompetanse.Protos.Assessment.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Assessments;

public sealed class AssessmentResourceTests : ResourceContract<Assessment>
{
    protected override string Field => "assessment";

    protected override string Clearable => "assessed_by";

    protected override string Other => "level";

    protected override Assessment Make(int number) => Some.Assessment("anna", date: $"2026-02-1{number}", by: "cato");

    protected override void Change(Assessment message) => (message.AssessedBy, message.Level) = ("bo", 5);

    protected override IMessage Listing() => new ListAssessmentsRequest { EmployeeId = "anna" };

    protected override IEnumerable<Assessment> InOrder(IReadOnlyList<Assessment> created) => created.OrderBy(one => one.Date);

    protected override Assessment WithoutOutput(Assessment message) => new(base.WithoutOutput(message)) { Id = "" };

    [Fact]
    public async Task An_assessment_is_known_by_what_it_is_about()
    {
        await using var agency = await Given.Agency();

        var created = await agency.AskAsync<Assessment>(
            new CreateAssessmentRequest { Assessment = Some.Assessment("bo", "veiledning", Basis.Agreed, 0, "2026-02-01", by: "cato") });

        created.Id.ShouldBe("bo~veiledning~AGREED~2026-02-01");
        (await agency.AskAsync<Assessment>(new GetAssessmentRequest { Id = created.Id })).ShouldBe(created);
        (await agency.AskAsync<Assessment>(new GetAssessmentRequest { Id = "cato~veiledning~VERIFIED~2026-02-01~2027-02-01" }))
            .AssessedBy.ShouldBe("anna");
    }

    [Fact]
    public async Task Assessments_are_listed_by_competence_basis_and_date_and_of_one_competence_alone()
    {
        await using var agency = await Given.Agency(
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", "veiledning", Basis.Self, 1, "2026-01-01") },
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", "forvaltning", Basis.Self, 1, "2026-02-02") },
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", "forvaltning", Basis.Self, 1, "2026-01-02") },
            new CreateAssessmentRequest { Assessment = Some.Assessment("anna", "forvaltning", Basis.Agreed, 1, "2026-03-02") });

        (await agency.ListAsync<Assessment>(new ListAssessmentsRequest { EmployeeId = "anna" })).Select(one => one.Id).ShouldBe(
        [
            "anna~forvaltning~AGREED~2026-03-02", "anna~forvaltning~SELF~2026-01-02", "anna~forvaltning~SELF~2026-02-02",
            "anna~veiledning~AGREED~2026-02-01", "anna~veiledning~SELF~2026-01-01",
        ]);
        (await agency.ListAsync<Assessment>(new ListAssessmentsRequest { EmployeeId = "anna", CompetenceId = "veiledning" }, 1))
            .Select(one => one.Id).ShouldBe(["anna~veiledning~AGREED~2026-02-01", "anna~veiledning~SELF~2026-01-01"]);
        (await agency.ListAsync<Assessment>(new ListAssessmentsRequest { EmployeeId = "anna", CompetenceId = "x" })).ShouldBeEmpty();
    }
}
