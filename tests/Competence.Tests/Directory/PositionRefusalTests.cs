using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Directory;

public sealed class PositionRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no position", new CreatePositionRequest(), Expected.FieldRequired("position") },
        { "an id, which the server gives", Create(new Position(Some.Position("cato")) { Id = "p9" }), Expected.FieldFixed("position.id") },
        { "nobody's position", Create(Some.Position("")), Expected.FieldRequired("position.employee_id") },
        { "an employee who is not there", Create(Some.Position("dag")), Expected.EmployeeNotFound("position.employee_id", "dag") },
        { "a unit that is not there", Create(Some.Position("cato", "bergen")), Expected.UnitNotFound("position.unit_id", "bergen") },
        { "a role that is not there", Create(Some.Position("cato", role: "kokk")), Expected.RoleNotFound("position.role_id", "kokk") },
        { "a position that does not exist", new GetPositionRequest { Id = "p9" }, Expected.PositionNotFound("id", "p9") },
        {
            "an update of a position that is not there", new UpdatePositionRequest { Position = new Position { Id = "p9" } },
            Expected.PositionNotFound("position", "p9")
        },
        {
            "a position moved to another unit",
            new UpdatePositionRequest { Position = new Position(Some.Position("anna", "ost", share: 1)) { Id = "p1" } },
            Expected.FieldFixed("position.unit_id")
        },
        {
            "a position given to another employee",
            new UpdatePositionRequest { Position = new Position(Some.Position("cato", share: 1)) { Id = "p1" } },
            Expected.FieldFixed("position.employee_id")
        },
        {
            "a mask that names the start",
            new UpdatePositionRequest
            {
                Position = new Position { Id = "p1", FromDate = "2025-01-01" }, UpdateMask = Some.Mask("to_date", "from_date"),
            },
            Expected.UpdateMaskInvalid("from_date")
        },
        { "a share of 0", Create(Some.Position("cato", share: 0)), Expected.ShareOutOfRange("position.share") },
        { "a negative share", Create(Some.Position("cato", share: -0.5)), Expected.ShareOutOfRange("position.share") },
        { "a share over 1", Create(Some.Position("cato", share: 1.01)), Expected.ShareOutOfRange("position.share") },
        { "a share a ten millionth over 1", Create(Some.Position("cato", share: 1.0000001)), Expected.ShareOutOfRange("position.share") },
        { "a share with seven decimals", Create(Some.Position("cato", share: 0.1234567)), Expected.ShareOutOfRange("position.share") },
        { "a share that is no number", Create(Some.Position("cato", share: double.NaN)), Expected.ShareOutOfRange("position.share") },
        { "an endless share", Create(Some.Position("cato", share: double.PositiveInfinity)), Expected.ShareOutOfRange("position.share") },
        { "no start", Create(Some.Position("cato", from: "")), Expected.FieldRequired("position.from_date") },
        { "30 February", Create(Some.Position("cato", from: "2026-02-30")), Expected.DateInvalid("position.from_date") },
        { "a year of two digits", Create(Some.Position("cato", from: "26-01-01")), Expected.DateInvalid("position.from_date") },
        { "a date with a time", Create(Some.Position("cato", from: "2026-01-01T00:00")), Expected.DateInvalid("position.from_date") },
        { "an end that is no date", Create(Some.Position("cato", to: "1.2.2026")), Expected.DateInvalid("position.to_date") },
        {
            "an end before the start", Create(Some.Position("cato", from: "2026-02-01", to: "2026-01-31")),
            Expected.DatesOutOfOrder("position.to_date")
        },
        {
            "an end on the day of the start", Create(Some.Position("cato", from: "2026-02-01", to: "2026-02-01")),
            Expected.DatesOutOfOrder("position.to_date")
        },
        {
            "a position that brings the shares over 1.2", Create(Some.Position("anna", "ost", share: 0.200001, from: "2026-06-01")),
            Expected.SharesOverLimit("position.share", "anna", "1.200001", "2026-06-01")
        },
        {
            "a position that starts before others and goes on into them",
            Create(Some.Position("anna", "ost", share: 0.3, from: "2020-01-01")),
            Expected.SharesOverLimit("position.share", "anna", "1.3", "2026-01-01")
        },
        {
            "an end moved into other positions",
            new UpdatePositionRequest { Position = new Position { Id = "p4", ToDate = "2026-01-02" }, UpdateMask = Some.Mask("to_date") },
            Expected.SharesOverLimit("position.share", "anna", "1.5", "2026-01-01"),
            Create(Some.Position("anna", "ost", share: 0.5, from: "2025-01-01", to: "2026-01-01"))
        },
        {
            "a share raised too far",
            new UpdatePositionRequest { Position = new Position { Id = "p4", Share = 0.8 }, UpdateMask = Some.Mask("share") },
            Expected.SharesOverLimit("position.share", "bo", "1.3", "2026-03-01"),
            Create(Some.Position("bo", "ost", share: 0.5, from: "2026-03-01"))
        },
        {
            "imported positions that together with a stored one are too many",
            new ImportRequest { Positions = { Some.Position("cato"), Some.Position("bo", "ost", share: 0.4), Some.Position("bo", "nav", share: 0.4) } },
            Expected.SharesOverLimit("positions[1].share", "bo", "1.3", "2026-01-01")
        },
        {
            "two thousand imported positions on one day, more than a number of millionths can hold",
            new ImportRequest { Positions = { Enumerable.Range(0, 2200).Select(i => Some.Position("cato", share: (1_000_000 - i) / 1e6)) } },
            Expected.SharesOverLimit("positions[0].share", "cato", "2197.5811", "2026-01-01")
        },
        {
            "an imported position twice",
            new ImportRequest { Positions = { Some.Position("cato"), Some.Position("bo", "ost"), Some.Position("cato") } },
            Expected.DuplicateRow("positions[2]", "positions[0]")
        },
        {
            "an imported position without a number three times",
            new ImportRequest
            {
                Positions = { Some.Position("cato", share: double.NaN), Some.Position("cato", share: double.NaN), Some.Position("cato", share: double.NaN) },
            },
            Expected.ShareOutOfRange("positions[0].share").And("positions[1]", "positions[2]")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task Shares_may_sum_to_exactly_1_2_and_follow_each_other_without_a_gap()
    {
        await using var agency = await Given.Agency();

        await agency.DoAsync(
            Create(Some.Position("anna", "ost", share: 0.2)),
            Create(Some.Position("cato", "ost", share: 0.6, to: "2026-06-01")),
            Create(Some.Position("cato", "oslo", share: 0.5)),
            Create(Some.Position("cato", "ost", share: 0.6, from: "2026-06-01")));

        (await agency.ListAsync<Position>(new ListPositionsRequest { EmployeeId = "cato" }))
            .Select(position => position.Id).ShouldBe(["p3", "p5", "p6", "p7"]);
    }

    static CreatePositionRequest Create(Position position) => new CreatePositionRequest { Position = position };
}
