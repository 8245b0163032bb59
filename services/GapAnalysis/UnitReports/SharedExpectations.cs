namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>Which competences more than one of an employee's positions expects. Worked out once for each pair of profiles.</summary>
internal sealed class SharedExpectations
{
    private readonly Dictionary<(ProfileFigures, ProfileFigures), IReadOnlyList<Competence.Catalogue.Competence>> _ofPair = [];

    /// <summary>Each competence once.</summary>
    public IEnumerable<Competence.Catalogue.Competence> Of(Held[] positions)
    {
        if (positions.Length == 2)
        {
            return OfPair(positions[0].Profile, positions[1].Profile);
        }

        return positions
            .SelectMany((one, i) => positions.Skip(i + 1).SelectMany(other => OfPair(one.Profile, other.Profile)))
            .Distinct();
    }

    private IReadOnlyList<Competence.Catalogue.Competence> OfPair(ProfileFigures one, ProfileFigures other)
    {
        if (!_ofPair.TryGetValue((one, other), out var shared))
        {
            shared = [.. one.Expectations.Select(expectation => expectation.Competence)
                .Where(competence => other.ExpectationOf(competence) is not null)];
            _ofPair.Add((one, other), shared);
        }

        return shared;
    }
}
