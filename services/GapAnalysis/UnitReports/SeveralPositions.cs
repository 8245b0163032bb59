using System.Runtime.InteropServices;
using Kompetanse.Competence;
using Kompetanse.Competence.Assessments;
using Kompetanse.Competence.Catalogue;

namespace Kompetanse.GapAnalysis.UnitReports;

/// <summary>The positions of a population whose holders may have several of them.</summary>
internal sealed class SeveralPositions
{
    // Numbers in place of references: small, and quick to put in order.
    private readonly List<Place> _places = [];
    private readonly List<(RoleHolders Holders, ProfileFigures Profile)> _groups = [];

    /// <summary>Adds a position.</summary>
    /// <param name="holders">Those who hold its role in its unit.</param>
    /// <param name="place">Its place among theirs.</param>
    /// <param name="profile">What it is counted against.</param>
    public void Add(RoleHolders holders, int place, ProfileFigures profile)
    {
        if (_groups.Count == 0 || _groups[^1].Holders != holders)
        {
            _groups.Add((holders, profile));
        }

        _places.Add(new Place(holders.Holdings[place].Employee, _groups.Count - 1, place));
    }

    /// <summary>Adds those of other units.</summary>
    public void Add(SeveralPositions other)
    {
        foreach (var place in other._places)
        {
            _places.Add(place with { Group = place.Group + _groups.Count });
        }

        _groups.AddRange(other._groups);
    }

    /// <summary>For each holder, all the positions.</summary>
    public IEnumerable<Held[]> ByEmployee()
    {
        CollectionsMarshal.AsSpan(_places).Sort();
        for (int start = 0, end; start < _places.Count; start = end)
        {
            end = start + 1;
            while (end < _places.Count && _places[end].Employee == _places[start].Employee)
            {
                end++;
            }

            var held = new Held[end - start];
            for (var i = 0; i < held.Length; i++)
            {
                var place = _places[start + i];
                held[i] = new Held(_groups[place.Group].Holders, place.Number, _groups[place.Group].Profile);
            }

            yield return held;
        }
    }

    private readonly record struct Place(int Employee, int Group, int Number) : IComparable<Place>
    {
        public int CompareTo(Place other) => Employee.CompareTo(other.Employee);
    }
}

/// <summary>A position, and what it is counted against.</summary>
/// <param name="Holders">Those who hold its role in its unit.</param>
/// <param name="Place">Its place among theirs.</param>
/// <param name="Profile">The figures it is part of.</param>
internal readonly record struct Held(RoleHolders Holders, int Place, ProfileFigures Profile)
{
    public Share Share => Holders.Holdings[Place].Share;

    /// <summary>The holder's level in an expected competence.</summary>
    public KnownLevel LevelIn(Expectation expected, uint asOf) => Holders.LevelOf(Place, expected.Column, asOf);
}
