using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Import;

/// <summary>A row is the stored position of the same employee, unit, role and start.</summary>
public sealed class ImportedPositionsTests
{
    /// <summary>The one that Cato has already.</summary>
    static readonly (string, double, string) Standing = ("p3", 0.1, "");

    [Fact]
    public async Task A_row_with_the_identity_of_a_stored_position_changes_it()
    {
        await using var agency = await Given.Agency();

        var reply = await ImportAsync(agency, Some.Position("bo", share: 0.8, to: "2027-01-01"));

        reply.Changed.ShouldBe(1);
        (await PositionsAsync(agency, "bo")).ShouldBe([("p2", 0.8, "2027-01-01")]);
    }

    [Theory]
    [InlineData("ost", "veileder", "2026-01-01")]
    [InlineData("oslo", "beslutter", "2026-01-01")]
    [InlineData("oslo", "veileder", "2026-01-02")]
    public async Task A_row_with_another_unit_role_or_start_is_a_new_position(string unit, string role, string from)
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.Position("bo", unit, role, 0.5, from));

        (await PositionsAsync(agency, "bo")).ShouldBe([("p2", 0.5, ""), ("p4", 0.5, "")]);
    }

    [Fact]
    public async Task What_the_import_does_not_name_stands()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.Position("anna", share: 0.7));

        (await PositionsAsync(agency, "anna")).ShouldBe([("p1", 0.7, "")]);
        (await PositionsAsync(agency, "bo")).ShouldBe([("p2", 0.5, "")]);
    }

    [Fact]
    public async Task Two_rows_with_one_identity_are_two_positions_that_keep_their_ids()
    {
        await using var agency = await Given.Agency();
        Position[] rows = [Some.Position("cato", share: 0.6), Some.Position("cato", share: 0.4, to: "2026-07-01")];

        (await ImportAsync(agency, rows)).Changed.ShouldBe(2);
        (await PositionsAsync(agency, "cato")).ShouldBe([Standing, ("p4", 0.6, ""), ("p5", 0.4, "2026-07-01")]);
        (await ImportAsync(agency, rows)).Changed.ShouldBe(0);

        rows[1].ToDate = "2026-08-01";
        (await ImportAsync(agency, rows)).Changed.ShouldBe(1);
        (await PositionsAsync(agency, "cato")).ShouldBe([Standing, ("p4", 0.6, ""), ("p5", 0.4, "2026-08-01")]);

        (await ImportAsync(agency, [.. rows, Some.Position("cato", share: 0.1, to: "2026-02-01")])).Changed.ShouldBe(1);
        (await PositionsAsync(agency, "cato")).Select(position => position.Id).ShouldBe(["p3", "p4", "p5", "p6"]);
    }

    [Fact]
    public async Task Ids_of_new_positions_go_on_from_those_there_are()
    {
        await using var agency = await Given.Agency();

        await ImportAsync(agency, Some.Position("cato"), Some.Position("bo"), Some.Position("cato", "ost"));
        var created = await agency.AskAsync<Position>(new CreatePositionRequest { Position = Some.Position("cato", "nav") });

        created.Id.ShouldBe("p6");
        (await PositionsAsync(agency, "cato")).Select(position => position.Id).ShouldBe(["p3", "p4", "p5", "p6"]);
    }

    static Task<ImportResponse> ImportAsync(TestAgency agency, params IReadOnlyList<Position> rows) =>
        agency.AskAsync<ImportResponse>(new ImportRequest { Positions = { rows } });

    static async Task<IEnumerable<(string Id, double Share, string To)>> PositionsAsync(TestAgency agency, string employee) =>
        (await agency.ListAsync<Position>(new ListPositionsRequest { EmployeeId = employee }))
        .Select(position => (position.Id, position.Share, position.ToDate));
}
