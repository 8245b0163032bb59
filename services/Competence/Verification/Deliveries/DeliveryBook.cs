using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Requirements;

namespace Kompetanse.Competence.Verification.Deliveries;

/// <summary>Every delivery, found by who does it and for whom.</summary>
public sealed class DeliveryBook
{
    private readonly Dictionary<(DemandingTask, Unit), List<Delivery>> _for = [];
    private readonly Dictionary<(DemandingTask, Unit), List<Delivery>> _by = [];

    /// <summary>All of them, by id.</summary>
    public Register<Delivery> All { get; } = new();

    /// <summary>Of a task for a unit, of all times; no two on the same day.</summary>
    public IReadOnlyList<Delivery> For(DemandingTask task, Unit unit) => _for.GetValueOrDefault((task, unit)) ?? [];

    /// <summary>Of a task by a unit, of all times.</summary>
    public IReadOnlyList<Delivery> By(DemandingTask task, Unit unit) => _by.GetValueOrDefault((task, unit)) ?? [];

    internal void Index(Delivery delivery)
    {
        AddTo(_for, delivery.For);
        AddTo(_by, delivery.By);

        void AddTo(Dictionary<(DemandingTask, Unit), List<Delivery>> index, Unit unit)
        {
            if (!index.TryGetValue((delivery.Task, unit), out var deliveries))
            {
                index.Add((delivery.Task, unit), deliveries = []);
            }

            deliveries.Add(delivery);
        }
    }
}
