using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.UnitProfile;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for a unit profile.</summary>
internal static class UnitProfileRules
{
    public static void Put(Changes changes, Message profile, string field)
    {
        var seen = new Dictionary<(string, int), string>();
        for (var i = 0; i < profile.Needs.Count; i++)
        {
            var (need, at) = (profile.Needs[i], $"{field}.needs[{i}]");
            changes.CheckLevel(need.Level, $"{at}.level");
            if (need.People is < 1 or > PeopleOutOfRange.Most)
            {
                changes.Refuse(new PeopleOutOfRange($"{at}.people"));
            }

            changes.CheckOnce(seen, (need.CompetenceId, need.Level), at);
        }

        changes.Stage(changes.UnitProfiles, profile.UnitId, profile, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (_, profile, field) in changes.UnitProfiles.Rows)
        {
            changes.CheckReference(
                profile.UnitId, $"{field}.unit_id", changes.HasUnit, (at, id) => new UnitNotFound(at, id));
            for (var i = 0; i < profile.Needs.Count; i++)
            {
                changes.CheckCompetence(profile.Needs[i].CompetenceId, $"{field}.needs[{i}].competence_id");
            }
        }
    }
}
