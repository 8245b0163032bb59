using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Directory;
using Kompetanse.GapAnalysis.UnitReports;

namespace Kompetanse.GapAnalysis.Disclosure;

/// <summary>
/// Positions whose holder is counted by another position already. Figures count positions, but what may be shown hangs on
/// people: each is counted by one position in a role, and not at all when the viewer sees one of the positions exactly.
/// </summary>
internal sealed class Repeats
{
    private readonly Dictionary<(int Part, Role Role, Competence.Catalogue.Competence Competence), Counts> _ofRow = [];
    private readonly int[] _positions;

    public Repeats(Agency agency, WayDown way, UnitReportQuestion question, IReadOnlySet<Unit> known)
    {
        _positions = new int[way.Parts.Count];
        var partOf = new Dictionary<Unit, int>();
        foreach (var part in way.Parts)
        {
            foreach (var unit in part.Units.Where(unit => !known.Contains(unit)))
            {
                partOf.Add(unit, part.Number);
            }
        }

        foreach (var employee in agency.Employees.All.Where(employee => employee.Positions.Count > 1))
        {
            var held = employee.Positions.Where(position => position.Period.Contains(question.AsOf)).ToList();
            var counting = held.Exists(position => known.Contains(position.Unit)) ? 0 : 1;
            foreach (var position in held.Skip(counting).Where(position => partOf.ContainsKey(position.Unit)))
            {
                _positions[partOf[position.Unit]]++;
            }

            foreach (var position in held.GroupBy(position => position.Role).SelectMany(ofRole => ofRole.Skip(counting)))
            {
                if (partOf.TryGetValue(position.Unit, out var part))
                {
                    Add(part, position, question);
                }
            }
        }
    }

    /// <summary>How many of the positions that a row counts in a part.</summary>
    public Counts Of(int part, Role role, Competence.Catalogue.Competence competence) =>
        _ofRow.GetValueOrDefault((part, role, competence));

    /// <summary>How many of all positions in a part.</summary>
    public int Of(int part) => _positions[part];

    private void Add(int part, Position position, UnitReportQuestion question)
    {
        foreach (var (competence, required, _, _) in ProfileInForce.Of(position.Role, position.Unit, question.AsOf).Expectations)
        {
            var level = position.Employee.Assessments.HistoryOn(question.Basis).On(competence, question.AsOf);
            var one = !level.IsKnown ? new Counts(0, 0, 1) : level.Level < required ? new Counts(0, 1, 0) : new Counts(1, 0, 0);
            var row = (part, position.Role, competence);
            _ofRow[row] = _ofRow.GetValueOrDefault(row) + one;
        }
    }
}
