using Kompetanse.Platform.Organisations;
using Kompetanse.Protos.Ledger.V1;

namespace Kompetanse.Competence.Verification.Deliveries;

/// <summary>Agreements between units about who does a task.</summary>
internal static class DeliveryEvents
{
    public static OrganisationModel AddDeliveryEvents(this OrganisationModel model) =>
        model.Event<Agency, DeliverySaved>("delivery-saved.v1", Apply);

    private static void Apply(Agency agency, DeliverySaved saved, EventContext context)
    {
        var message = saved.Delivery;
        var delivery = agency.Deliveries.All.GetOrAdd(message.Id, index =>
        {
            var added = new Delivery(
                message.Id, index, agency.Tasks[message.TaskId], agency.Units[message.ByUnitId],
                agency.Units[message.ForUnitId]);
            agency.Deliveries.Index(added);
            return added;
        });
        delivery.Period = Period.Parse(message.FromDate, message.ToDate);
        (delivery.Saved, delivery.Revision) = (message, context.Position);
    }
}
