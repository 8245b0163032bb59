using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests.Verification.Deliveries;

/// <summary>Domain rule 7: a larger unit may deliver for a smaller.</summary>
public sealed class DeliveryTests
{
    /// <summary>Beside Oslo there is Bærum, led by Anna, where nobody works; Dina leads the county above both.</summary>
    static readonly IReadOnlyList<IMessage> TwoOffices =
    [
        .. Demanding.Task,
        new ImportRequest
        {
            Employees = { Some.Employee("dina") },
            Units = { Some.Unit("ost", "nav", Some.Leader("dina")), Some.Unit("bærum", "ost", Some.Leader("anna")) },
            Positions = { Some.Position("dina", "ost", "beslutter") },
        },
    ];

    static readonly RefusedCases Cases = new()
    {
        { "no delivery", new CreateDeliveryRequest(), Expected.FieldRequired("delivery") },
        { "a delivery with an id", Create(new Delivery(Demanding.Delivery()) { Id = "d7" }), Expected.FieldFixed("delivery.id"), TwoOffices },
        { "a delivery to itself", Create(Demanding.Delivery(@for: "oslo")), Expected.DeliveryToItself(), TwoOffices },
        { "a delivery by a unit that does not do the task", Create(Demanding.Delivery("bærum", "oslo")), Expected.TaskNotPerformed("delivery.by_unit_id"), TwoOffices },
        {
            "a delivery from a day when nobody does it yet", Create(Demanding.Delivery(from: "2025-12-31")),
            Expected.TaskNotPerformed("delivery.by_unit_id"), TwoOffices
        },
        { "a delivery by a unit that is not there", Create(Demanding.Delivery("x")), Expected.UnitNotFound("delivery.by_unit_id", "x"), TwoOffices },
        { "a delivery for a unit that is not there", Create(Demanding.Delivery(@for: "x")), Expected.UnitNotFound("delivery.for_unit_id", "x"), TwoOffices },
        {
            "a delivery of a task that is not there", Create(new Delivery(Demanding.Delivery()) { TaskId = "x" }),
            Expected.TaskNotFound("delivery.task_id", "x"), TwoOffices
        },
        {
            "a delivery that ends before it starts", Create(Demanding.Delivery(to: "2026-03-01")),
            Expected.DatesOutOfOrder("delivery.to_date"), TwoOffices
        },
        {
            "a delivery beside another", Create(Demanding.Delivery("ost", from: "2026-05-31")), Expected.DeliveriesOverlap("d1"),
            [.. TwoOffices, Create(Demanding.Delivery(to: "2026-06-01"))]
        },
        {
            "a delivery prolonged into another",
            new UpdateDeliveryRequest { Delivery = new Delivery { Id = "d1", ToDate = "2026-06-02" }, UpdateMask = Some.Mask("to_date") },
            Expected.DeliveriesOverlap("d2"),
            [.. TwoOffices, Create(Demanding.Delivery(to: "2026-06-01")), Create(Demanding.Delivery("ost", from: "2026-06-01"))]
        },
        {
            "a delivery moved to another unit",
            new UpdateDeliveryRequest { Delivery = new Delivery { Id = "d1", ByUnitId = "ost" }, UpdateMask = Some.Mask("by_unit_id") },
            Expected.UpdateMaskInvalid("by_unit_id"), [.. TwoOffices, Create(Demanding.Delivery())]
        },
        { "a delivery that is not there", new GetDeliveryRequest { Id = "d7" }, Expected.DeliveryNotFound("id", "d7") },
        { "a change of a delivery that is not there", new UpdateDeliveryRequest { Delivery = new Delivery { Id = "d7" } }, Expected.DeliveryNotFound("delivery", "d7") },
        { "a delivery by the one office's leader", By.Employee("cato"), Create(Demanding.Delivery()), Expected.PermissionDenied(), () => Given.Agency(TwoOffices) },
        { "a delivery by the other office's leader", By.Employee("anna"), Create(Demanding.Delivery()), Expected.PermissionDenied(), () => Given.Agency(TwoOffices) },
        {
            "a delivery ended by the office's leader", By.Employee("cato"),
            new UpdateDeliveryRequest { Delivery = new Delivery { Id = "d1", ToDate = "2026-06-01" }, UpdateMask = Some.Mask("to_date") },
            Expected.PermissionDenied(), () => Given.Agency([.. TwoOffices, Create(Demanding.Delivery())])
        },
    };

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public Task Is_refused_in_both_languages_and_changes_nothing(string what) => Cases.HoldAsync(what);

    [Fact]
    public async Task A_leader_above_both_units_agrees_it_and_ends_it()
    {
        await using var agency = await Given.Agency(TwoOffices);
        await agency.DoAsync(By.Employee("dina"), Create(Demanding.Delivery()));
        await agency.DoAsync(By.Employee("dina"), new UpdateDeliveryRequest
        {
            Delivery = new Delivery { Id = "d1", ToDate = "2026-06-01" }, UpdateMask = Some.Mask("to_date"),
        });

        var delivery = await agency.AskAsync<Delivery>(new GetDeliveryRequest { Id = "d1" });
        (delivery.ByUnitId, delivery.ForUnitId, delivery.ToDate).ShouldBe(("oslo", "bærum", "2026-06-01"));
    }

    [Fact]
    public async Task It_is_found_by_who_does_it_and_for_whom_also_after_a_restart()
    {
        await using var agency = await Given.Agency([.. TwoOffices, Create(Demanding.Delivery())]);
        await agency.ReopenAsync();

        var (state, task) = (agency.State, agency.State.Tasks["aap"]);
        state.Deliveries.For(task, state.Units["bærum"]).ShouldHaveSingleItem().By.Key.ShouldBe("oslo");
        state.Deliveries.By(task, state.Units["oslo"]).ShouldHaveSingleItem().For.Key.ShouldBe("bærum");
        state.Deliveries.For(task, state.Units["oslo"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_performs_what_those_below_it_do() =>
        await (await Given.Agency([.. TwoOffices, Create(Demanding.Delivery("ost"))])).DisposeAsync();

    [Fact]
    public async Task They_are_listed_by_task_and_by_either_unit()
    {
        await using var agency = await Given.Agency(
            [.. TwoOffices, Create(Demanding.Delivery(to: "2026-06-01")), Create(Demanding.Delivery("ost", from: "2026-06-01"))]);

        (await ListAsync(new ListDeliveriesRequest())).ShouldBe(["d1", "d2"]);
        (await ListAsync(new ListDeliveriesRequest { UnitId = "bærum", TaskId = "aap" })).ShouldBe(["d1", "d2"]);
        (await ListAsync(new ListDeliveriesRequest { UnitId = "oslo" })).ShouldBe(["d1"]);
        (await ListAsync(new ListDeliveriesRequest { TaskId = "x" })).ShouldBeEmpty();

        async Task<IEnumerable<string>> ListAsync(ListDeliveriesRequest request) =>
            (await agency.ListAsync<Delivery>(request)).Select(delivery => delivery.Id);
    }

    static CreateDeliveryRequest Create(Delivery delivery) => new() { Delivery = delivery };
}
