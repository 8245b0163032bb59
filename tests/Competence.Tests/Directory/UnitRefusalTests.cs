using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Directory.V1;
using Xunit;

namespace Kompetanse.Competence.Tests.Directory;

public sealed class UnitRefusalTests
{
    static readonly RefusedCases Cases = new()
    {
        { "no unit", new CreateUnitRequest(), Expected.FieldRequired("unit") },
        { "an update of no unit", new UpdateUnitRequest(), Expected.FieldRequired("unit") },
        { "no id", Create(Some.Unit("")), Expected.FieldRequired("unit.id") },
        { "an id with a blank", Create(Some.Unit("kontor oslo")), Expected.IdInvalid("unit.id") },
        { "an id of 65 characters", Create(Some.Unit(new string('x', 65))), Expected.IdInvalid("unit.id") },
        { "no name", Create(new Unit(Some.Unit("x")) { Name = "" }), Expected.FieldRequired("unit.name") },
        { "a blank name", Create(new Unit(Some.Unit("x")) { Name = "  " }), Expected.FieldRequired("unit.name") },
        { "a name of 501 characters", Create(new Unit(Some.Unit("x")) { Name = new string('x', 501) }), Expected.TextTooLong("unit.name") },
        { "no type", Create(new Unit(Some.Unit("x")) { Type = UnitType.Unspecified }), Expected.FieldRequired("unit.type") },
        { "a type there is not", Create(new Unit(Some.Unit("x")) { Type = (UnitType)99 }), Expected.FieldRequired("unit.type") },
        { "a unit that is there", Create(Some.Unit("oslo")), Expected.AlreadyExists("unit", "oslo") },
        { "an update of a unit that is not there", Update(Some.Unit("bergen")), Expected.UnitNotFound("unit", "bergen") },
        { "a unit that does not exist", new GetUnitRequest { Id = "bergen" }, Expected.UnitNotFound("id", "bergen") },
        { "a unit with an id no unit can have", new GetUnitRequest { Id = "x y" }, Expected.UnitNotFound("id", "…") },
        { "a parent that is not there", Create(Some.Unit("x", "nowhere")), Expected.UnitNotFound("unit.parent_id", "nowhere") },
        {
            "an imported parent that is not there", new ImportRequest { Units = { Some.Unit("x"), Some.Unit("y", "nowhere") } },
            Expected.UnitNotFound("units[1].parent_id", "nowhere")
        },
        { "a unit under itself", Create(Some.Unit("x", "x")), Expected.UnitCycle("unit.parent_id", "x") },
        { "a unit moved under itself", Update(Some.Unit("ost", "ost")), Expected.UnitCycle("unit.parent_id", "ost") },
        {
            "a unit moved under one below it",
            new UpdateUnitRequest { Unit = new Unit { Id = "nav", ParentId = "oslo" }, UpdateMask = Some.Mask("parent_id") },
            Expected.UnitCycle("unit.parent_id", "nav")
        },
        {
            "two imported units under each other", new ImportRequest { Units = { Some.Unit("a", "b"), Some.Unit("b", "a") } },
            Expected.UnitCycle("units[0].parent_id", "a")
        },
        {
            "a long imported cycle beside a sound tree",
            new ImportRequest
            {
                Units =
                {
                    Some.Unit("sound", "oslo"), Some.Unit("c", "d"), Some.Unit("a", "b"), Some.Unit("d", "e"), Some.Unit("b", "c"),
                    Some.Unit("e", "a"),
                },
            },
            Expected.UnitCycle("units[1].parent_id", "c")
        },
        {
            "an import that moves a stored unit under a new one below it",
            new ImportRequest { Units = { Some.Unit("team", "oslo"), Some.Unit("ost", "team") } },
            Expected.UnitCycle("units[0].parent_id", "team")
        },
        {
            "two cycles, each told once",
            new ImportRequest { Units = { Some.Unit("a", "b"), Some.Unit("b", "a"), Some.Unit("c", "c") } },
            Expected.UnitCycle("units[0].parent_id", "a").And("units[2].parent_id")
        },
        { "a leader who is not there", Create(Some.Unit("x", "", Some.Leader("dag"))), Expected.EmployeeNotFound("unit.leaderships[0].employee_id", "dag") },
        { "a leader who is nobody", Create(Some.Unit("x", "", Some.Leader(""))), Expected.FieldRequired("unit.leaderships[0].employee_id") },
        {
            "a leadership of no kind",
            Create(Some.Unit("x", "", new Leadership { EmployeeId = "anna" })), Expected.FieldRequired("unit.leaderships[0].kind")
        },
        {
            "a leadership that ends before it starts",
            Create(Some.Unit("x", "", Some.Leader("anna", "2026-02-01", "2026-01-01"))), Expected.DatesOutOfOrder("unit.leaderships[0].to_date")
        },
        {
            "a leadership from no date",
            Create(Some.Unit("x", "", Some.Leader("anna", "2026-02-30"))), Expected.DateInvalid("unit.leaderships[0].from_date")
        },
        {
            "two leaders on one day",
            Create(Some.Unit("x", "", Some.Leader("anna", to: "2026-02-02"), Some.ActingLeader("bo"), Some.Leader("cato", "2026-02-01"))),
            Expected.LeadersOverlap("unit.leaderships[2]")
        },
        {
            "two imported leaders without dates",
            new ImportRequest { Units = { Some.Unit("oslo", "ost", Some.Leader("anna"), Some.Leader("bo")) } },
            Expected.LeadersOverlap("units[0].leaderships[1]")
        },
        {
            "a site twice",
            Create(new Unit(Some.Unit("x")) { Sites = { Site("a"), Site("b"), Site("a") } }),
            Expected.DuplicateRow("unit.sites[2]", "unit.sites[0]")
        },
        { "a site without an id", Create(new Unit(Some.Unit("x")) { Sites = { Site("") } }), Expected.FieldRequired("unit.sites[0].id") },
        {
            "a site without a name",
            Create(new Unit(Some.Unit("x")) { Sites = { new Site { Id = "a" } } }), Expected.FieldRequired("unit.sites[0].name")
        },
        {
            "an imported unit twice", new ImportRequest { Units = { Some.Unit("x"), Some.Unit("y"), Some.Unit("x", "nav") } },
            Expected.DuplicateRow("units[2]", "units[0]")
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    static CreateUnitRequest Create(Unit unit) => new() { Unit = unit };

    static UpdateUnitRequest Update(Unit unit) => new() { Unit = unit };

    static Site Site(string id) => new() { Id = id, Name = "Sted" };
}
