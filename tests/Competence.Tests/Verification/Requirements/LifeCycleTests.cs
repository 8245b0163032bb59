using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Platform.Calls;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Requirements;

/// <summary>Domain rule 15: DRAFT → CONSULTATION → APPROVED → EFFECTIVE → RETIRED.</summary>
public sealed class LifeCycleTests
{
    [Fact]
    public async Task A_new_requirement_is_a_draft_of_version_1()
    {
        await using var agency = await Given.Agency(Demanding.Task);

        var created = await agency.AskAsync<Requirement>(new CreateRequirementRequest { Requirement = Demanding.Requirement() });

        (created.Version, created.State, created.ValidFrom, created.Etag).ShouldBe((1, RequirementState.Draft, "", "5"));
        (await StateAsync(agency)).ShouldBe(RequirementState.Draft);
    }

    [Fact]
    public async Task A_draft_may_be_changed_and_what_is_not_masked_stands()
    {
        await using var agency = await Given.Agency(Demanding.Draft);

        var changed = await agency.AskAsync<Requirement>(new UpdateRequirementRequest
        {
            Requirement = new Requirement { TaskId = "aap", Version = 1, ValidityMonths = 12, LeastPeople = 9 },
            UpdateMask = Some.Mask("validity_months"),
        });

        (changed.ValidityMonths, changed.LeastPeople, changed.Components.Count).ShouldBe((12, 2, 2));
    }

    [Fact]
    public async Task A_change_sent_back_as_it_was_read_is_answered_and_not_recorded()
    {
        await using var agency = await Given.Agency([.. Demanding.Heard, new ReviseRequirementRequest { TaskId = "aap", Version = 1 }]);
        var read = await GetAsync(agency);

        (await agency.AskAsync<Requirement>(new UpdateRequirementRequest { Requirement = read })).ShouldBe(read);

        (await agency.PositionAsync()).ShouldBe(Demanding.Heard.Count + 2);
    }

    [Fact]
    public async Task What_the_parties_say_is_kept_with_who_recorded_it_and_when()
    {
        await using var agency = await Given.Agency(Demanding.Consultation);
        await agency.DoAsync(By.Employee("anna") with { RepresentedUnits = ["ost"] }, Demanding.Say("ntl", Stance.Opposes));
        await agency.DoAsync(By.Hr, Demanding.Say("ntl"), Demanding.Say("fo", Stance.Notes));

        (await GetAsync(agency)).Statements.Select(one => (one.PartyId, one.Stance, one.Text, one.RecordedBy, one.Date)).ShouldBe(
        [
            ("ntl", Stance.Opposes, "ntl mener", "anna", "2026-03-02"),
            ("ntl", Stance.Supports, "ntl mener", "hr-1", "2026-03-02"),
            ("fo", Stance.Notes, "fo mener", "hr-1", "2026-03-02"),
        ]);
    }

    [Fact]
    public async Task A_revised_text_keeps_what_was_said_and_is_heard_anew()
    {
        await using var agency = await Given.Agency([.. Demanding.Heard, new ReviseRequirementRequest { TaskId = "aap", Version = 1 }]);

        (await StateAsync(agency)).ShouldBe(RequirementState.Draft);
        await agency.DoAsync(Demanding.Consult());
        await Should.ThrowAsync<RefusedException>(() => agency.DoAsync(Demanding.Approve("2026-04-01")));
        await agency.DoAsync(Demanding.Say("fo"), Demanding.Say("ntl"), Demanding.Approve("2026-04-01"));

        (await GetAsync(agency)).Statements.Count.ShouldBe(4);
    }

    [Fact]
    public async Task An_approved_requirement_comes_into_force_and_goes_out_of_it_by_the_date_alone()
    {
        await using var agency = await Given.Agency(
            [.. Demanding.Heard, Demanding.Approve("2026-04-01"), new RetireRequirementRequest { TaskId = "aap", Version = 1, ValidTo = "2026-06-01" }]);
        var position = await agency.PositionAsync();

        (await StateAsync(agency)).ShouldBe(RequirementState.Approved);
        agency.Time.Now = DateTimeOffset.Parse("2026-03-31T21:59:59Z"); // a second before midnight in Oslo
        (await StateAsync(agency)).ShouldBe(RequirementState.Approved);
        agency.Time.Now += TimeSpan.FromSeconds(1);
        (await StateAsync(agency)).ShouldBe(RequirementState.Effective);
        agency.Time.Now = DateTimeOffset.Parse("2026-05-31T21:59:59Z");
        (await StateAsync(agency)).ShouldBe(RequirementState.Effective);
        agency.Time.Now += TimeSpan.FromSeconds(1);
        (await StateAsync(agency)).ShouldBe(RequirementState.Retired);

        (await agency.PositionAsync()).ShouldBe(position);
    }

    [Fact]
    public async Task The_next_version_ends_the_one_before_on_the_day_it_starts()
    {
        await using var agency = await Given.Agency([.. Demanding.InForce, .. Second(), Demanding.Approve("2026-09-01", 2)]);

        (await GetAsync(agency)).ValidTo.ShouldBe("2026-09-01");
        (await InForceAsync(agency, "2026-08-31")).ShouldBe(1);
        (await InForceAsync(agency, "2026-09-01")).ShouldBe(2);
        agency.Time.Now = DateTimeOffset.Parse("2026-09-01T09:00:00Z");
        (await GetAsync(agency)).State.ShouldBe(RequirementState.Retired);
        (await GetAsync(agency, 2)).State.ShouldBe(RequirementState.Effective);
    }

    [Fact]
    public async Task A_version_withdrawn_before_its_start_leaves_the_one_before_in_force()
    {
        await using var agency = await Given.Agency(
            [.. Demanding.InForce, .. Second(), Demanding.Approve("2026-09-01", 2), new RetireRequirementRequest { TaskId = "aap", Version = 2, ValidTo = "2026-09-01" }]);

        (await GetAsync(agency, 2)).State.ShouldBe(RequirementState.Retired);
        (await GetAsync(agency)).ValidTo.ShouldBeEmpty();
        (await InForceAsync(agency, "2027-01-01")).ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_step_is_answered_and_not_taken_again()
    {
        await using var agency = await Given.Agency(Demanding.Draft);
        var step = new ConsultRequirementRequest { TaskId = "aap", Version = 1, RequestId = "send-ut" };
        var first = await agency.AskAsync<Requirement>(step);

        (await agency.AskAsync<Requirement>(step)).ShouldBe(first);

        (await agency.PositionAsync()).ShouldBe(Demanding.Draft.Count + 2);
    }

    [Fact]
    public async Task Versions_are_listed_by_task_and_number()
    {
        await using var agency = await Given.Agency(
        [
            .. Demanding.InForce, .. Second(), new CreateTaskRequest { Task = Demanding.TaskOf("aaa", "veileder") },
            new CreateRequirementRequest { Requirement = Demanding.Requirement("aaa") },
        ]);

        (await ListAsync(agency, "")).ShouldBe([("aaa", 1), ("aap", 1), ("aap", 2)]);
        (await ListAsync(agency, "aap")).ShouldBe([("aap", 1), ("aap", 2)]);
    }

    static IReadOnlyList<IMessage> Second() =>
    [
        new CreateRequirementRequest { Requirement = Demanding.Requirement() }, Demanding.Consult(2),
        Demanding.Say("ntl", version: 2), Demanding.Say("fo", version: 2),
    ];

    static Task<Requirement> GetAsync(TestAgency agency, int version = 1) =>
        agency.AskAsync<Requirement>(new GetRequirementRequest { TaskId = "aap", Version = version });

    static async Task<RequirementState> StateAsync(TestAgency agency) => (await GetAsync(agency)).State;

    static async Task<int> InForceAsync(TestAgency agency, string date) =>
        (await agency.AskAsync<Requirement>(new GetRequirementRequest { TaskId = "aap", AsOf = date })).Version;

    static async Task<IEnumerable<(string, int)>> ListAsync(TestAgency agency, string task) =>
        (await agency.ListAsync<Requirement>(new ListRequirementsRequest { TaskId = task }, 2)).Select(one => (one.TaskId, one.Version));
}
