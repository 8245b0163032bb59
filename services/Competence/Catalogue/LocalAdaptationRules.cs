using System.Globalization;
using Kompetanse.Competence.Changing;
using Message = Kompetanse.Protos.Catalogue.V1.LocalAdaptation;

namespace Kompetanse.Competence.Catalogue;

/// <summary>What must hold for a local adaptation: at least 85 % of the national profile stands (O 4.7).</summary>
internal static class LocalAdaptationRules
{
    public static void Put(Changes changes, Message adaptation, string field)
    {
        changes.CheckDate(adaptation.ValidFrom, $"{field}.valid_from");
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < adaptation.Changes.Count; i++)
        {
            var (change, at) = (adaptation.Changes[i], $"{field}.changes[{i}]");
            if (change.HasLevel)
            {
                changes.CheckLevel(change.Level, $"{at}.level");
                changes.CheckWeight(change.Weight, $"{at}.weight");
            }

            changes.CheckOnce(seen, change.CompetenceId, at);
        }

        var key = LocalAdaptation.KeyOf(adaptation.UnitId, adaptation.RoleId, adaptation.ValidFrom);
        adaptation.Unchanged = 0;
        adaptation.NeedsRenewal = false;
        changes.Stage(changes.LocalAdaptations, key, adaptation, field);
    }

    public static void Check(Changes changes)
    {
        foreach (var (key, adaptation, field) in changes.LocalAdaptations.Rows)
        {
            changes.CheckReference(
                adaptation.UnitId, $"{field}.unit_id", changes.HasUnit, (at, id) => new UnitNotFound(at, id));
            changes.CheckReference(
                adaptation.RoleId, $"{field}.role_id", changes.HasRole, (at, id) => new RoleNotFound(at, id));
            for (var i = 0; i < adaptation.Changes.Count; i++)
            {
                changes.CheckCompetence(adaptation.Changes[i].CompetenceId, $"{field}.changes[{i}].competence_id");
            }

            // One that stands was within the limit when it was recorded. A newer national profile sets it aside; a file
            // that holds it still is no worse for that.
            if (changes.Agency.LocalAdaptations.Find(key)?.Saved.Equals(adaptation) != true)
            {
                CheckLimit(changes, adaptation, field);
            }
        }
    }

    private static void CheckLimit(Changes changes, Message adaptation, string field)
    {
        if (!Dates.TryParse(adaptation.ValidFrom, out _)
            || adaptation.Changes.DistinctBy(change => change.CompetenceId).Count() < adaptation.Changes.Count)
        {
            return;
        }

        var national = NationalOn(changes, adaptation.RoleId, adaptation.ValidFrom)?.Expectations ?? [];
        var unchanged = LocalAdaptation.Unchanged(
            [.. national.DistinctBy(e => e.CompetenceId).Select(e => (e.CompetenceId, e.Level, e.Weight))],
            [.. adaptation.Changes.Select(c => (c.CompetenceId, c.HasLevel ? c.Level : (int?)null, c.Weight))]);
        if (unchanged < LocalAdaptation.LeastUnchanged)
        {
            var percent = Math.Floor(unchanged * 1000) / 10;
            changes.Refuse(new LocalAdaptationOverLimit(field, percent.ToString("0.0", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>The national version in force on a date, as it would be after the command. ISO dates order as texts.</summary>
    private static Protos.Catalogue.V1.RoleProfile? NationalOn(Changes changes, string roleId, string date)
    {
        var standing = (changes.Agency.Roles.Find(roleId)?.Profiles.Values ?? []).Select(profile => profile.Saved);
        var staged = changes.RoleProfiles.Rows.Select(row => row.Message).Where(profile => profile.RoleId == roleId);
        return standing.Concat(staged)
            .Where(profile => string.CompareOrdinal(profile.ValidFrom, date) <= 0)
            .GroupBy(profile => profile.ValidFrom, StringComparer.Ordinal)
            .MaxBy(version => version.Key, StringComparer.Ordinal)?
            .Last();
    }
}
