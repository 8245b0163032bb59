using Kompetanse.Competence.Catalogue;
using Kompetanse.Competence.Resources;
using Message = Kompetanse.Protos.Verification.V1.DemandingTask;

namespace Kompetanse.Competence.Verification.Requirements;

/// <summary>A task that needs verified competence to be done alone (krevende oppgave), with every version of what it
/// requires.</summary>
public sealed class DemandingTask(string id, int index) : Entity<Message>(id, index)
{
    private readonly List<Requirement> _requirements = [];

    /// <summary>The roles whose holders do it. At least one.</summary>
    public IReadOnlyList<Role> Roles { get; internal set; } = [];

    /// <summary>The versions by number, from 1.</summary>
    public IReadOnlyList<Requirement> Requirements => _requirements;

    /// <summary>The version that is being made: in draft, or sent out for consultation. There is never more than one.</summary>
    public Requirement? Underway => _requirements.Find(requirement => requirement.ValidFrom is null);

    /// <summary>The version in force; null when there is none.</summary>
    public Requirement? InForceOn(DateOnly date)
    {
        // Of those that came into force, a later version starts later.
        for (var i = _requirements.Count - 1; i >= 0; i--)
        {
            if (_requirements[i].ComesIntoForce && _requirements[i].ValidFrom <= date)
            {
                return _requirements[i].EndedOn is { } end && end <= date ? null : _requirements[i];
            }
        }

        return null;
    }

    internal void Add(Requirement requirement) => _requirements.Add(requirement);

    internal Requirement? Version(int number) =>
        number > 0 && number <= _requirements.Count ? _requirements[number - 1] : null;
}
