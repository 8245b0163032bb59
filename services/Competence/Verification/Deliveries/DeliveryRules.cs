using Kompetanse.Competence.Changing;
using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Verification.Requirements;
using Message = Kompetanse.Protos.Verification.V1.Delivery;

namespace Kompetanse.Competence.Verification.Deliveries;

/// <summary>What must hold for deliveries: another unit, which does the task, and one at a time.</summary>
internal static class DeliveryRules
{
    public static void Put(Changes changes, Message delivery, string field)
    {
        changes.CheckPeriod(delivery.FromDate, $"{field}.from_date", delivery.ToDate, $"{field}.to_date");
        if (delivery.ByUnitId.Length > 0 && delivery.ByUnitId == delivery.ForUnitId)
        {
            changes.Refuse(new DeliveryToItself($"{field}.for_unit_id"));
        }

        changes.Stage(changes.Deliveries, delivery.Id, delivery, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (id, delivery, field) in changes.Deliveries.Rows)
        {
            changes.CheckReference(
                delivery.TaskId, $"{field}.task_id", changes.HasTask, (at, shown) => new TaskNotFound(at, shown));
            changes.CheckReference(
                delivery.ByUnitId, $"{field}.by_unit_id", changes.HasUnit, (at, shown) => new UnitNotFound(at, shown));
            changes.CheckReference(
                delivery.ForUnitId, $"{field}.for_unit_id", changes.HasUnit, (at, shown) => new UnitNotFound(at, shown));
            if (!changes.IsRefused)
            {
                CheckAgainstStanding(changes, id, delivery, field);
            }
        }
    }

    private static void CheckAgainstStanding(Changes changes, string id, Message delivery, string field)
    {
        var agency = changes.Agency;
        var (task, period) = (agency.Tasks[delivery.TaskId], Period.Parse(delivery.FromDate, delivery.ToDate));
        if (!agency.Deliveries.All.Contains(id)
            && !agency.Units[delivery.ByUnitId].Subtree(period.From).Any(unit => Performers.Exist(unit, task, period.From)))
        {
            changes.Refuse(new TaskNotPerformed($"{field}.by_unit_id"));
        }

        var other = agency.Deliveries.For(task, agency.Units[delivery.ForUnitId])
            .FirstOrDefault(one => one.Key != id && one.Period.Overlaps(period));
        if (other is not null)
        {
            changes.Refuse(new DeliveriesOverlap(field, other.Key));
        }
    }
}
