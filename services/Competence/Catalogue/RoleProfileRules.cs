using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.RoleProfile;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for a version of a role profile.</summary>
internal static class RoleProfileRules
{
    public static void Put(Changes changes, Message profile, string field)
    {
        changes.CheckDate(profile.ValidFrom, $"{field}.valid_from");
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < profile.Expectations.Count; i++)
        {
            var (expectation, at) = (profile.Expectations[i], $"{field}.expectations[{i}]");
            changes.CheckLevel(expectation.Level, $"{at}.level");
            changes.CheckWeight(expectation.Weight, $"{at}.weight");
            changes.CheckOnce(seen, expectation.CompetenceId, at);
        }

        changes.Stage(changes.RoleProfiles, RoleProfile.KeyOf(profile.RoleId, profile.ValidFrom), profile, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (_, profile, field) in changes.RoleProfiles.Rows)
        {
            changes.CheckReference(profile.RoleId, $"{field}.role_id", changes.HasRole, (at, id) => new RoleNotFound(at, id));
            for (var i = 0; i < profile.Expectations.Count; i++)
            {
                changes.CheckCompetence(profile.Expectations[i].CompetenceId, $"{field}.expectations[{i}].competence_id");
            }
        }
    }

    public static void CheckLevel(this Changes changes, int level, string field)
    {
        if (!Levels.IsLevel(level))
        {
            changes.Refuse(new LevelOutOfRange(field));
        }
    }

    public static void CheckWeight(this Changes changes, int weight, string field)
    {
        if (!Levels.IsWeight(weight))
        {
            changes.Refuse(new WeightOutOfRange(field));
        }
    }

    public static void CheckCompetence(this Changes changes, string id, string field) =>
        changes.CheckReference(id, field, changes.HasCompetence, (at, shown) => new CompetenceNotFound(at, shown));
}
