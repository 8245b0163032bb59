using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Catalogue.V1.Role;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What a position is for (rolle), with the versions of its profile.</summary>
public sealed class Role(string id, int index) : Entity<Message>(id, index)
{
    private readonly SortedList<DateOnly, RoleProfile> _profiles = [];

    /// <summary>The national versions, by the date they count from.</summary>
    public IReadOnlyDictionary<DateOnly, RoleProfile> Profiles => _profiles;

    /// <summary>Whether any unit has ever adapted its profile.</summary>
    public bool IsAdapted { get; internal set; }

    /// <summary>The national profile in force: the latest not after the date; null before the first.</summary>
    public RoleProfile? ProfileOn(DateOnly date) => _profiles.InForce(date);

    internal void Add(RoleProfile profile) => _profiles[profile.ValidFrom] = profile;
}
