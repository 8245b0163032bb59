using System.Collections.Immutable;
using Kompetanse.Competence.Directory;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What a role expects in a unit on a date.</summary>
/// <param name="Expectations">Each competence once.</param>
/// <param name="Adaptation">The local adaptation that counts; null: the national profile stands.</param>
/// <param name="SetAside">Nearer adaptations that the national profile has brought under the limit.</param>
public sealed record ProfileInForce(
    ImmutableArray<Expectation> Expectations, LocalAdaptation? Adaptation, IReadOnlyList<LocalAdaptation> SetAside)
{
    /// <summary>
    /// The role's national version in force, with the adaptation of the nearest unit on the date, this one or above, that has
    /// one in force. One that leaves less than 85 % of the national profile unchanged is set aside, as if it were not there.
    /// </summary>
    public static ProfileInForce Of(Role role, Unit unit, DateOnly date)
    {
        var national = role.ProfileOn(date);
        var expectations = national?.Expectations ?? [];
        if (!role.IsAdapted)
        {
            return new ProfileInForce(expectations, null, []);
        }

        var setAside = new List<LocalAdaptation>();
        foreach (var nearest in unit.AndAbove(date))
        {
            if (!nearest.Adaptations.TryGetValue(role, out var versions) || versions.InForce(date) is not { } adaptation)
            {
                continue;
            }

            if (adaptation.UnchangedOf(national) >= LocalAdaptation.LeastUnchanged)
            {
                return new ProfileInForce(adaptation.ApplyTo(expectations), adaptation, setAside);
            }

            setAside.Add(adaptation);
        }

        return new ProfileInForce(expectations, null, setAside);
    }
}
