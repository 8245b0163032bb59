using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Identity;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

/// <summary>What is being made is seen by those who make it, and by those who are heard when it is sent out.</summary>
public sealed class RequirementAccessTests
{
    static readonly Caller Delegate = By.Employee("anna") with { RepresentedUnits = ["ost"] };

    static readonly RefusedCases Cases = new()
    {
        { "a draft read by an employee", By.Employee("anna"), Get(1), Expected.PermissionDenied(), () => Given.Agency(Demanding.Draft) },
        { "a draft read by a delegate", Delegate, Get(1), Expected.PermissionDenied(), () => Given.Agency(Demanding.Draft) },
        { "one that is sent out, read by a leader", By.Employee("cato"), Get(1), Expected.PermissionDenied(), () => Given.Agency(Demanding.Heard) },
        { "a version that is not there", Delegate, Get(2), Expected.PermissionDenied(), () => Given.Agency(Demanding.Draft) },
        {
            "a task by a leader", By.Employee("cato"), new CreateTaskRequest { Task = Demanding.TaskOf("x", "veileder") },
            Expected.PermissionDenied()
        },
        {
            "a draft by a delegate", Delegate, new CreateRequirementRequest { Requirement = Demanding.Requirement() },
            Expected.PermissionDenied(), () => Given.Agency(Demanding.Task)
        },
        { "approved by a delegate", Delegate, Demanding.Approve("2026-04-01"), Expected.PermissionDenied(), () => Given.Agency(Demanding.Heard) },
        { "a statement by an employee", By.Employee("anna"), Demanding.Say("ntl"), Expected.PermissionDenied(), () => Given.Agency(Demanding.Heard) },
        {
            "parties named by a delegate", Delegate, new UpdateConsultationRequest { Consultation = Demanding.Parties("ntl") },
            Expected.PermissionDenied()
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task A_list_leaves_out_what_the_caller_may_not_see()
    {
        await using var agency = await Given.Agency(
        [
            .. Demanding.InForce, new CreateRequirementRequest { Requirement = Demanding.Requirement() },
            new CreateTaskRequest { Task = Demanding.TaskOf("gjeld", "veileder") },
            new CreateRequirementRequest { Requirement = Demanding.Requirement("gjeld") },
            new ConsultRequirementRequest { TaskId = "gjeld", Version = 1 },
        ]);

        (await SeenAsync(agency, By.Hr)).ShouldBe([("aap", 1), ("aap", 2), ("gjeld", 1)]);
        (await SeenAsync(agency, By.Client(Scopes.CatalogueWrite))).ShouldBe([("aap", 1), ("aap", 2), ("gjeld", 1)]);
        (await SeenAsync(agency, Delegate)).ShouldBe([("aap", 1), ("gjeld", 1)]);
        (await SeenAsync(agency, By.Employee("cato"))).ShouldBe([("aap", 1)]);
        (await SeenAsync(agency, By.Client())).ShouldBe([("aap", 1)]);
    }

    static async Task<IEnumerable<(string, int)>> SeenAsync(TestAgency agency, Caller by)
    {
        agency.Caller = by;
        return (await agency.ListAsync<Requirement>(new ListRequirementsRequest(), 1)).Select(one => (one.TaskId, one.Version));
    }

    static GetRequirementRequest Get(int version) => new() { TaskId = "aap", Version = version };
}
