using Kompetanse.Competence.Directory;
using Kompetanse.Competence.Resources;
using Kompetanse.Competence.Verification.Requirements;
using Message = Kompetanse.Protos.Verification.V1.Delivery;

namespace Kompetanse.Competence.Verification.Deliveries;

/// <summary>That a larger unit does a demanding task for a smaller one (O 4.9.2).</summary>
public sealed class Delivery(string id, int index, DemandingTask task, Unit by, Unit @for) : Entity<Message>(id, index)
{
    /// <summary>What is done.</summary>
    public DemandingTask Task { get; } = task;

    /// <summary>The unit that does it.</summary>
    public Unit By { get; } = by;

    /// <summary>The unit it is done for.</summary>
    public Unit For { get; } = @for;

    /// <summary>When.</summary>
    public Period Period { get; internal set; }
}
