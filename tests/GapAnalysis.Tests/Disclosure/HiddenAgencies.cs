using Kompetanse.Competence;
using Kompetanse.GapAnalysis.Disclosure;
using Kompetanse.GapAnalysis.Tests.UnitReports;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>Agencies as one sees them who leads some of the units directly.</summary>
public sealed class HiddenAgencies : MemoryAgencies
{
    /// <summary>Ids of the units led; null: whoever asks sees everything.</summary>
    internal IReadOnlyCollection<string>? Leads { get; set; } = [];

    protected override Sight SightIn(Agency agency) => Leads is null
        ? new Sight.Exact()
        : new Sight.SmallGroupsHidden(Leads.Select(id => agency.Units[id]).ToHashSet());
}
