using Kompetanse.Competence;
using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.UnitReports;
using Kompetanse.Platform.Organisations;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>How exactly somebody may see the figures of units.</summary>
public abstract record Sight
{
    private Sight()
    {
    }

    /// <summary>All figures, also of one person.</summary>
    public sealed record Exact : Sight;

    /// <summary>Figures of small groups are hidden, but for those of some units.</summary>
    /// <param name="KnownExactly">Units whose own positions, not those below, may be seen exactly: those led directly.</param>
    public sealed record SmallGroupsHidden(IReadOnlySet<Unit> KnownExactly) : Sight
    {
        /// <summary>Whether the figures of a report are hidden at all: not when all its units are seen exactly.</summary>
        internal bool Hides(UnitReportQuestion question) => !question.Units().All(KnownExactly.Contains);
    }
}

/// <summary>Decides how exactly whoever asks may see the answer.</summary>
public delegate Sight SightOf(Agency agency, UnitReportQuestion question, QueryContext context);
