using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Tests.Import;

/// <summary>What an imported row leaves empty keeps what is stored. It is 2 March 2026.</summary>
public sealed class KeepStoredTests
{
    [Fact]
    public async Task Texts_and_kinds_left_empty_stay()
    {
        await using var agency = await Given.Agency(
            new UpdateCompetenceRequest
            {
                Competence = new Proto.Competence
                {
                    Id = "veiledning", NameNb = "Veiledning", NameNn = "Rettleiing", NameEn = "Guidance", Kind = CompetenceKind.Skill,
                    Area = "veiledning", KnowledgeBasis = KnowledgeBasis.Strong, SourceUri = "https://example.no/v",
                },
            });
        var before = await agency.SnapshotAsync();

        var reply = await agency.AskAsync<ImportResponse>(new ImportRequest
        {
            Competences = { new Proto.Competence { Id = "veiledning" } },
            Roles = { new Role { Id = "veileder" } },
            Employees = { new Employee { Id = "anna" } },
            Units = { new Unit { Id = "oslo", ParentId = "ost" } },
        });

        reply.Changed.ShouldBe(0);
        (await agency.SnapshotAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Texts_that_are_given_replace_what_is_stored()
    {
        await using var agency = await Given.Agency();

        await agency.DoAsync(new ImportRequest
        {
            Employees = { new Employee { Id = "anna", Email = "ab@example.no" } },
            Roles = { new Role { Id = "veileder", NameNn = "Rettleiar" } },
        });

        (await agency.AskAsync<Employee>(new GetEmployeeRequest { Id = "anna" })).ShouldBe(new Employee
        {
            Id = "anna", Name = "Anna Berg", Email = "ab@example.no", Employer = Employer.State, Etag = "2",
        });
        (await agency.AskAsync<Role>(new GetRoleRequest { Id = "veileder" })).ShouldBe(new Role
        {
            Id = "veileder", NameNb = "Rolle veileder", NameNn = "Rettleiar", NameEn = "Role veileder", Etag = "2",
        });
    }

    [Fact]
    public async Task A_new_row_needs_all_that_a_new_resource_needs()
    {
        await using var agency = await Given.Agency();

        await agency.ShouldRefuseAsync(
            new ImportRequest { Employees = { new Employee { Id = "dag" } } },
            Expected.FieldRequired("employees[0].name").And("employees[0].employer"));
    }

    [Fact]
    public async Task An_etag_in_a_row_means_nothing()
    {
        await using var agency = await Given.Agency();

        (await agency.AskAsync<ImportResponse>(
            new ImportRequest { Employees = { new Employee { Id = "anna", Etag = "99" } } })).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task The_parent_is_as_the_row_says_also_when_it_says_none()
    {
        await using var agency = await Given.Agency(new ImportRequest { Units = { Some.Unit("oslo") } });

        agency.State.Units["oslo"].Parent.ShouldBeNull();
        agency.State.Units["ost"].Children.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sites_stay_when_there_are_none_and_are_replaced_as_a_whole_when_there_are()
    {
        await using var agency = await Given.Agency(new ImportRequest { Units = { Some.Unit("oslo", "ost") } });
        (await OsloAsync(agency)).Sites.ShouldHaveSingleItem().Id.ShouldBe("sentrum");

        var row = Some.Unit("oslo", "ost");
        row.Sites.Add(new Site { Id = "grorud", Name = "Grorud" });
        await agency.DoAsync(new ImportRequest { Units = { row } });

        (await OsloAsync(agency)).Sites.ShouldHaveSingleItem().Id.ShouldBe("grorud");
    }

    [Fact]
    public async Task The_leader_without_dates_who_leads_already_goes_on()
    {
        await using var agency = await Given.Agency();

        (await ImportAsync(agency, Some.Leader("cato"))).Changed.ShouldBe(1); // The name is another, the leader is not.

        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato")]);
    }

    [Fact]
    public async Task Another_leader_leads_from_today_on_and_the_one_before_up_to_today()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.Leader("anna"));

        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato", to: "2026-03-02"), Some.Leader("anna", "2026-03-02")]);
        (await ImportAsync(agency, Some.Leader("anna"))).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task Today_is_the_date_in_oslo()
    {
        await using var agency = await Given.Agency();
        agency.Time.Now = DateTimeOffset.Parse("2026-06-30T22:30:00Z");

        await ImportAsync(agency, Some.Leader("anna"));

        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato", to: "2026-07-01"), Some.Leader("anna", "2026-07-01")]);
    }

    [Fact]
    public async Task A_leader_corrected_on_the_same_day_leaves_no_trace()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.Leader("anna"));
        await ImportAsync(agency, Some.Leader("bo"));

        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato", to: "2026-03-02"), Some.Leader("bo", "2026-03-02")]);
    }

    [Fact]
    public async Task The_first_leader_of_a_unit_has_led_for_as_long_as_it_has_been()
    {
        await using var agency = await Given.Agency();

        await agency.DoAsync(new ImportRequest { Units = { Some.Unit("ost", "nav", Some.Leader("anna")) } });

        (await agency.AskAsync<Unit>(new GetUnitRequest { Id = "ost" })).Leaderships.ShouldBe([Some.Leader("anna")]);
    }

    [Fact]
    public async Task A_unit_without_a_leader_in_its_row_keeps_the_one_it_has()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency);

        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato")]);
    }

    [Fact]
    public async Task Leaders_with_dates_are_as_the_row_says_and_acting_leaders_stay()
    {
        await using var agency = await Given.Agency(
            new UpdateUnitRequest
            {
                Unit = new Unit { Id = "oslo", Leaderships = { Some.ActingLeader("bo", "2026-02-01", "2026-04-01"), Some.Leader("cato") } },
                UpdateMask = Some.Mask("leaderships"),
            });

        await ImportAsync(agency, Some.Leader("anna", "2025-01-01", "2026-01-01"), Some.Leader("cato", "2026-01-01"));

        (await OsloAsync(agency)).Leaderships.ShouldBe(
        [
            Some.Leader("anna", "2025-01-01", "2026-01-01"), Some.Leader("cato", "2026-01-01"),
            Some.ActingLeader("bo", "2026-02-01", "2026-04-01"),
        ]);
    }

    [Fact]
    public async Task Acting_leaders_in_a_row_are_taken_and_the_leader_stays()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.ActingLeader("bo", "2026-02-01", "2026-04-01"));
        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato"), Some.ActingLeader("bo", "2026-02-01", "2026-04-01")]);

        await ImportAsync(agency, Some.Leader("cato"), Some.ActingLeader("anna", "2026-05-01", "2026-06-01"));
        (await OsloAsync(agency)).Leaderships.ShouldBe([Some.Leader("cato"), Some.ActingLeader("anna", "2026-05-01", "2026-06-01")]);
    }

    [Fact]
    public async Task Leaders_stored_in_another_order_are_no_change()
    {
        await using var agency = await Given.Agency(
            new UpdateUnitRequest
            {
                Unit = new Unit(Some.Unit("ost", "nav")) { Leaderships = { Some.ActingLeader("bo", "2026-02-01"), Some.Leader("cato") } },
            });

        var reply = await agency.AskAsync<ImportResponse>(
            new ImportRequest { Units = { Some.Unit("ost", "nav", Some.Leader("cato")) } });

        reply.Changed.ShouldBe(0);
    }

    static Task<ImportResponse> ImportAsync(TestAgency agency, params IReadOnlyList<Leadership> leaderships) =>
        agency.AskAsync<ImportResponse>(new ImportRequest { Units = { Some.Unit("oslo", "ost", leaderships) } });

    static Task<Unit> OsloAsync(TestAgency agency) => agency.AskAsync<Unit>(new GetUnitRequest { Id = "oslo" });
}
