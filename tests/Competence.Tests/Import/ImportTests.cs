using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Import;

/// <summary>Many rows in one decision.</summary>
public sealed class ImportTests
{
    static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public async Task One_bad_row_among_thousands_changes_nothing()
    {
        await using var agency = await Given.Agency();
        var import = new ImportRequest
        {
            Employees = { Enumerable.Range(0, 5_000).Select(i => Some.Employee($"e{i}")) },
            Positions = { Enumerable.Range(0, 5_000).Select(i => Some.Position($"e{i}", share: i == 4_321 ? 1.5 : 1)) },
            Assessments = { Enumerable.Range(0, 5_000).Select(i => Some.Assessment($"e{i}")) },
        };

        await agency.ShouldRefuseAsync(import, Expected.ShareOutOfRange("positions[4321].share"));

        import.Positions[4_321].Share = 1;
        var reply = await agency.AskAsync<ImportResponse>(import);
        (reply.Rows, reply.Changed, await agency.PositionAsync()).ShouldBe((15_000, 15_000, 2));
    }

    [Fact]
    public async Task The_same_rows_again_change_nothing_and_leave_no_entry()
    {
        await using var agency = await Given.Agency();
        var before = await agency.SnapshotAsync();
        var again = new ImportRequest(Given.SmallAgency()) { RequestId = "" };

        var reply = await agency.AskAsync<ImportResponse>(again);

        (reply.Rows, reply.Changed).ShouldBe((25, 0));
        (await agency.SnapshotAsync()).ShouldBe(before);
        (await agency.PositionAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_request_id_gives_the_earlier_answer()
    {
        await using var agency = await Given.EmptyAgency();
        var first = await agency.AskAsync<ImportResponse>(Given.SmallAgency());
        await agency.DoAsync(new CreateEmployeeRequest { Employee = Some.Employee("dag") });

        (await agency.AskAsync<ImportResponse>(Given.SmallAgency())).ShouldBe(first);

        first.ShouldBe(new ImportResponse { Position = 1, Rows = 25, Changed = 25 });
        (await agency.PositionAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task The_request_id_is_that_of_the_first_message()
    {
        await using var agency = await Given.EmptyAgency();

        await agency.ImportAsync(
            new ImportRequest { RequestId = "first", Employees = { Some.Employee("anna") } },
            new ImportRequest { RequestId = "second", Employees = { Some.Employee("bo") } });

        (await agency.EntriesAsync()).ShouldHaveSingleItem().RequestId.ShouldBe("first");
        (await agency.ListAsync<Employee>(new ListEmployeesRequest())).Select(one => one.Id).ShouldBe(["anna", "bo"]);
    }

    [Fact]
    public async Task Rows_continue_from_message_to_message_also_in_what_is_told_of_faults()
    {
        await using var agency = await Given.Agency();

        var refused = await Should.ThrowAsync<Platform.Calls.RefusedException>(() => agency.ImportAsync(
            new ImportRequest { Employees = { Some.Employee("e0"), Some.Employee("e1") } },
            new ImportRequest { Employees = { Some.Employee("e2"), Some.Employee("") } }));
        refused.Refusals.ShouldHaveSingleItem().Field.ShouldBe("employees[3].id");

        refused = await Should.ThrowAsync<Platform.Calls.RefusedException>(() => agency.ImportAsync(
            new ImportRequest { Assessments = { Some.Assessment("anna"), Some.Assessment("bo") } },
            new ImportRequest { Assessments = { Some.Assessment("cato", level: 9) } }));
        refused.Refusals.ShouldHaveSingleItem().Field.ShouldBe("assessments[2].level");

        (await agency.PositionAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_rehearsal_answers_as_if_it_were_recorded_and_leaves_nothing_behind()
    {
        await using var agency = await Given.EmptyAgency();
        var rehearsal = new ImportRequest(Given.SmallAgency()) { ValidateOnly = true };
        var before = await agency.SnapshotAsync();

        (await agency.AskAsync<ImportResponse>(rehearsal)).ShouldBe(new ImportResponse { Position = 0, Rows = 25, Changed = 25 });
        (await agency.SnapshotAsync()).ShouldBe(before);
        (await agency.PositionAsync()).ShouldBe(0);

        // Nor do persons get keys of whom nothing was recorded.
        await agency.DoAsync(new CreateEmployeeRequest { Employee = Some.Employee("dag") });
        (await agency.PersonsWithKeysAsync()).ShouldBe(["dag"]);

        // Its request id is free.
        (await agency.AskAsync<ImportResponse>(Given.SmallAgency())).ShouldBe(new ImportResponse { Position = 2, Rows = 25, Changed = 25 });
        (await agency.AskAsync<ImportResponse>(new ImportRequest(rehearsal) { RequestId = "" })).Changed.ShouldBe(0);
    }

    [Fact]
    public async Task A_rehearsal_is_refused_as_the_import_would_be()
    {
        await using var agency = await Given.Agency();

        await agency.ShouldRefuseAsync(
            new ImportRequest { ValidateOnly = true, Units = { Some.Unit("a", "a") } }, Expected.UnitCycle("units[0].parent_id", "a"));
    }

    [Fact]
    public async Task Units_may_come_in_any_order()
    {
        await using var agency = await Given.EmptyAgency();

        await agency.DoAsync(new ImportRequest
        {
            Units = { Some.Unit("team", "oslo"), Some.Unit("oslo", "ost"), Some.Unit("bergen", "vest"), Some.Unit("vest", "nav"), Some.Unit("ost", "nav"), Some.Unit("nav") },
        });

        await agency.ReopenAsync();
        (await agency.ListAsync<Unit>(new ListUnitsRequest())).ToDictionary(unit => unit.Id, unit => unit.ParentId).ShouldBe(
            new Dictionary<string, string>
            {
                ["bergen"] = "vest", ["nav"] = "", ["oslo"] = "ost", ["ost"] = "nav", ["team"] = "oslo", ["vest"] = "nav",
            }, ignoreOrder: true);
        agency.State.Units["nav"].Subtree(Today).Select(unit => unit.Key).Order().ShouldBe(["bergen", "nav", "oslo", "ost", "team", "vest"]);
    }

    [Fact]
    public async Task Units_may_trade_places()
    {
        await using var agency = await Given.Agency();

        await agency.DoAsync(new ImportRequest { Units = { Some.Unit("oslo", "nav"), Some.Unit("ost", "oslo") } });

        agency.State.Units["ost"].AndAbove(Today).Select(unit => unit.Key).ShouldBe(["ost", "oslo", "nav"]);
        await agency.ReopenAsync();
        agency.State.Units["nav"].Subtree(Today).Select(unit => unit.Key).ShouldBe(["nav", "oslo", "ost"]);
    }

    [Fact]
    public async Task Nothing_at_all_is_an_import_of_nothing()
    {
        await using var agency = await Given.Agency();

        (await agency.ImportAsync()).ShouldBe(new ImportResponse { Position = 1 });
        (await agency.AskAsync<ImportResponse>(new ImportRequest())).ShouldBe(new ImportResponse { Position = 1 });
    }

    [Fact]
    public async Task Of_an_assessment_at_two_levels_the_highest_stands_also_when_it_is_imported_again()
    {
        await using var agency = await Given.Agency();
        var import = new ImportRequest
        {
            Assessments = { Some.Assessment("anna", level: 2), Some.Assessment("anna", level: 4), Some.Assessment("anna", level: 3) },
        };

        (await agency.AskAsync<ImportResponse>(import)).Changed.ShouldBe(1);
        (await LevelAsync()).ShouldBe(4);
        (await agency.AskAsync<ImportResponse>(import)).Changed.ShouldBe(0);
        (await agency.PositionAsync()).ShouldBe(2);
        (await LevelAsync()).ShouldBe(4);

        async Task<int> LevelAsync() =>
            (await agency.AskAsync<Assessment>(new GetAssessmentRequest { Id = "anna~forvaltning~SELF~2026-02-15" })).Level;
    }

    [Fact]
    public async Task An_assessment_imported_at_a_lower_level_is_a_correction()
    {
        await using var agency = await Given.Agency();

        var reply = await agency.AskAsync<ImportResponse>(new ImportRequest
        {
            Assessments =
            {
                Some.Assessment("anna", "veiledning", Basis.Agreed, 1, "2026-02-01"),
                Some.Assessment("bo", "arbeidsmarked", Basis.Self, 1, "2026-02-01"),
                Some.Assessment("cato", "veiledning", Basis.Verified, 4, "2026-02-01", "2027-02-01", by: "bo"),
            },
        });

        reply.Changed.ShouldBe(2);
        (await agency.AskAsync<Assessment>(new GetAssessmentRequest { Id = "anna~veiledning~AGREED~2026-02-01" })).Level.ShouldBe(1);
        (await agency.AskAsync<Assessment>(new GetAssessmentRequest { Id = "cato~veiledning~VERIFIED~2026-02-01~2027-02-01" }))
            .AssessedBy.ShouldBe("bo");
    }

    [Fact]
    public async Task Goals_moved_between_competences_add_up_anew()
    {
        await using var agency = await Given.Agency(
            new ImportRequest { Goals = { Some.Goal("inkludering", 3, "forvaltning"), Some.Goal("tillit", 0.5, "forvaltning") } });

        agency.State.Competences["forvaltning"].GoalWeightMillionths.ShouldBe(3_500_000);
        agency.State.Competences["veiledning"].GoalWeightMillionths.ShouldBe(0);
        (await agency.AskAsync<Goal>(new GetGoalRequest { Id = "inkludering" })).CompetenceIds.ShouldBe(["forvaltning"]);
    }
}
