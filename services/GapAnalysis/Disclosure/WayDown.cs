using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// The way from the top of the agency, as it was on the date, down to the units that are asked about, with the parts that each
/// unit on the way has beside it. What is shown is always decided from the top, so that the reports of all units fit together.
/// </summary>
internal sealed class WayDown
{
    // From below: each unit, and what is beside it on the way to the next.
    private readonly List<Unit> _onWay;
    private readonly List<List<UnitPart>> _beside = [];
    private readonly List<UnitPart> _parts = [];
    private readonly DateOnly _date;

    public WayDown(UnitReportQuestion question)
    {
        _date = question.AsOf;
        Asked = Add(new UnitPart(0, question.Unit, [.. question.Units()]));
        if (question.OnlyUnit)
        {
            _beside.Add([.. question.Unit.ChildrenOn(_date).Select(Below)]);
        }

        for (var unit = question.Unit; unit.ParentOn(_date) is { } above; unit = above)
        {
            _beside.Add([Add(new UnitPart(_parts.Count, above, [above])), .. above.ChildrenOn(_date).Where(child => child != unit).Select(Below)]);
        }

        _onWay = question.OnlyUnit ? [question.Unit, .. question.Unit.AndAbove(_date)] : [.. question.Unit.AndAbove(_date)];
    }

    /// <summary>What is asked about.</summary>
    public UnitPart Asked { get; }

    /// <summary>What is asked about, first, and the parts beside the way: together the whole agency.</summary>
    public IReadOnlyList<UnitPart> Parts => _parts;

    /// <summary>Whether a row is shown.</summary>
    /// <param name="groups">What the row counts in each of the parts, without what whoever asks sees exactly.</param>
    public bool Shows(ReadOnlySpan<Group> groups)
    {
        if (groups[Asked.Number].IsEmpty)
        {
            return true;
        }

        // A unit is shown when the one above it is, and it is none of those hidden there.
        var onWay = groups[Asked.Number];
        for (var place = 0; place < _beside.Count; place++)
        {
            var parts = new List<Remainder.Part> { new(_onWay[place].Key, onWay) };
            foreach (var part in _beside[place])
            {
                parts.Add(new Remainder.Part(part.Unit.Key, groups[part.Number]));
                onWay += groups[part.Number];
            }

            if (Remainder.Of(parts)[0])
            {
                return false;
            }
        }

        return onWay.IsSafe;
    }

    private UnitPart Below(Unit child) => Add(new UnitPart(_parts.Count, child, [.. child.Subtree(_date)]));

    private UnitPart Add(UnitPart part)
    {
        _parts.Add(part);
        return part;
    }
}

/// <summary>A part of the agency.</summary>
/// <param name="Number">Its place among the parts.</param>
/// <param name="Unit">The unit it is named by.</param>
/// <param name="Units">Whose own positions it has.</param>
internal sealed record UnitPart(int Number, Unit Unit, IReadOnlyList<Unit> Units);
