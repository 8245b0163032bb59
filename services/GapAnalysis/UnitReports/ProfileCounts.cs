using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>
/// How many positions with one profile, and how large a part of full time, stand at each level of each competence it
/// expects. Every figure of a row follows from these counts, so one pass over the positions is enough.
/// </summary>
internal sealed class ProfileCounts
{
    private readonly Expectation[] _expectations;
    private readonly int[] _competences;
    private readonly Cell[] _cells;

    public ProfileCounts(Role role, ProfileInForce profile)
    {
        (Role, SetAside) = (role, profile.SetAside);
        _expectations = [.. profile.Expectations];
        _competences = Array.ConvertAll(_expectations, expectation => expectation.Competence.Index);
        _cells = new Cell[_expectations.Length * KnownLevel.Codes];
    }

    public Role Role { get; }

    /// <summary>Local adaptations that would have counted but for a newer national profile.</summary>
    public IReadOnlyList<LocalAdaptation> SetAside { get; }

    public IReadOnlyList<Expectation> Expectations => _expectations;

    /// <summary>Positions counted.</summary>
    public int Positions { get; private set; }

    /// <summary>Counts a position whose holder has these levels.</summary>
    public void Add(LevelHistory history, Share share, uint asOf)
    {
        Positions++;
        var row = 0;
        foreach (var competence in _competences)
        {
            ref var cell = ref _cells[row + history.At(competence, asOf).Code];
            cell.Positions++;
            cell.Millionths += share.Millionths;
            row += KnownLevel.Codes;
        }
    }

    /// <summary>Adds what was counted elsewhere against the same profile.</summary>
    public void Add(ProfileCounts other)
    {
        Positions += other.Positions;
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i].Positions += other._cells[i].Positions;
            _cells[i].Millionths += other._cells[i].Millionths;
        }
    }

    /// <summary>The figures of the i-th expectation.</summary>
    public Figures FiguresOf(int expectation)
    {
        var (required, weight) = (_expectations[expectation].Level, _expectations[expectation].Weight);
        var figures = default(Figures);
        var cells = _cells.AsSpan(expectation * KnownLevel.Codes, KnownLevel.Codes);
        for (var code = 0; code < cells.Length; code++)
        {
            figures.Add(new KnownLevel(code), cells[code].Positions, cells[code].Millionths, required, weight);
        }

        return figures;
    }

    private struct Cell
    {
        public long Millionths;
        public int Positions;
    }
}
