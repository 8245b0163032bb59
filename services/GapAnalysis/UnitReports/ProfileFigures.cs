using System.Collections.Immutable;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The figures of the positions with one profile, for each competence it expects.</summary>
internal sealed class ProfileFigures(Role role, ProfileInForce profile)
{
    private readonly Figures[] _figures = new Figures[profile.Expectations.Length];

    public Role Role { get; } = role;

    /// <summary>Local adaptations that would have counted but for a newer national profile.</summary>
    public IReadOnlyList<LocalAdaptation> SetAside { get; } = profile.SetAside;

    public ImmutableArray<Expectation> Expectations { get; } = profile.Expectations;

    /// <summary>For each of the expectations.</summary>
    public ReadOnlySpan<Figures> Figures => _figures;

    /// <summary>What is expected in a competence; null when nothing is.</summary>
    public Expectation? ExpectationOf(Competence.Catalogue.Competence competence)
    {
        foreach (var expectation in Expectations)
        {
            if (expectation.Competence == competence)
            {
                return expectation;
            }
        }

        return null;
    }

    /// <summary>Counts a position.</summary>
    /// <param name="holders">Those who hold the role in a unit.</param>
    /// <param name="place">The place of the position among theirs.</param>
    /// <param name="asOf">A moment made by <see cref="RoleHolders.EndOf"/>.</param>
    public void Add(RoleHolders holders, int place, uint asOf)
    {
        var share = holders.Holdings[place].Share.Millionths;
        var expectations = Expectations.AsSpan();
        for (var i = 0; i < expectations.Length; i++)
        {
            ref readonly var expected = ref expectations[i];
            _figures[i].Add(holders.LevelOf(place, expected.Column, asOf), share, expected.Level, expected.Weight);
        }
    }

    /// <summary>Adds what was counted elsewhere against the same profile.</summary>
    public void Add(ProfileFigures other)
    {
        for (var i = 0; i < _figures.Length; i++)
        {
            _figures[i] = _figures[i].Plus(other._figures[i]);
        }
    }
}
