using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.Role;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What a position is for (rolle), with the versions of its profile.</summary>
public sealed class Role(string id, int index) : Entity<Message>(id, index)
{
    private readonly SortedList<DateOnly, RoleProfile> _profiles = [];
    private readonly Dictionary<Competence, int> _columns = [];
    private readonly List<Competence> _expected = [];

    /// <summary>The national versions, by the date they count from.</summary>
    public IReadOnlyDictionary<DateOnly, RoleProfile> Profiles => _profiles;

    /// <summary>All competences that any version of the profile, or adaptation of it, has named, in the order of first arrival.</summary>
    public IReadOnlyList<Competence> Expected => _expected;

    /// <summary>Whether any unit has ever adapted its profile.</summary>
    public bool IsAdapted { get; internal set; }

    /// <summary>The national profile in force: the latest not after the date; null before the first.</summary>
    public RoleProfile? ProfileOn(DateOnly date) => _profiles.InForce(date);

    /// <summary>The place of a competence among those named; from now on it is one of them.</summary>
    internal int ColumnOf(Competence competence)
    {
        if (!_columns.TryGetValue(competence, out var column))
        {
            _columns.Add(competence, column = _expected.Count);
            _expected.Add(competence);
        }

        return column;
    }

    internal void Add(RoleProfile profile) => _profiles[profile.ValidFrom] = profile;
}
