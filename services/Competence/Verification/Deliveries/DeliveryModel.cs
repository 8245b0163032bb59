using System.Globalization;
using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Resources;
using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;
using Kompetanse.Protos.Verification.V1;
using Message = Kompetanse.Protos.Verification.V1.Delivery;

namespace Kompetanse.Competence.Verification.Deliveries;

/// <summary>Commands and queries for deliveries.</summary>
internal static class DeliveryModel
{
    private static readonly ResourceKind<Delivery, Message> Deliveries = new(
        "delivery", agency => agency.Deliveries.All, delivery => delivery.Id, DeliveryRules.Put,
        @event => (@event as DeliverySaved)?.Delivery.Id, (field, id) => new DeliveryNotFound(field, id),
        "id", "task_id", "by_unit_id", "for_unit_id", "from_date");

    public static OrganisationModel AddDeliveries(this OrganisationModel model) => model
        .Command<Agency, CreateDeliveryRequest>(
            Create, (agency, request, events, _) => Deliveries.Saved(agency, events, request.Delivery).View())
        .Update(Deliveries, (UpdateDeliveryRequest request) => request.Delivery, request => request.UpdateMask)
        .Get(Deliveries, (GetDeliveryRequest request) => request.Id)
        .List(Deliveries, (ListDeliveriesRequest request) => (request.PageSize, request.PageToken),
            (page, next) => new ListDeliveriesResponse { Deliveries = { page }, NextPageToken = next },
            (request, delivery, _) =>
                (request.TaskId.Length == 0 || delivery.Task.Key == request.TaskId)
                && (request.UnitId.Length == 0 || delivery.By.Key == request.UnitId || delivery.For.Key == request.UnitId));

    private static Decision Create(Agency agency, CreateDeliveryRequest request, DecisionContext context)
    {
        if (request.Delivery is null)
        {
            return Decision.Refuse(new FieldRequired("delivery"));
        }

        if (request.Delivery.Id.Length > 0)
        {
            return Decision.Refuse(new FieldFixed("delivery.id"));
        }

        var delivery = request.Delivery.Clone();
        delivery.Id = $"d{(agency.Deliveries.All.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        return Deliveries.Create(agency, delivery, context);
    }
}
