using Kompetanse.Competence;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Host.Demo;

/// <summary>Finds what a well-formed catalogue file may still have wrong, so that all of it can be told at once.</summary>
static class StarterCatalogueCheck
{
    public static IEnumerable<string> Faults(StarterCatalogueFile file)
    {
        var kinds = file.Competences.DistinctBy(competence => competence.Id)
            .ToDictionary(competence => competence.Id, competence => competence.Kind, StringComparer.Ordinal);
        return
        [
            .. Levels(file),
            .. Texts(file),
            .. Twice("areas", file.Areas.Select(area => area.Id)),
            .. Twice("competences", file.Competences.Select(competence => competence.Id)),
            .. Twice("demanding_tasks", file.DemandingTasks.Select(task => task.Id)),
            .. Twice("roles", file.Roles.Select(role => role.Id)),
            .. Twice("role_profiles", file.RoleProfiles.Select(profile => $"{profile.Role} {profile.ValidFrom.ToIso()}")),
            .. Twice("goals", file.Goals.Select(goal => goal.Id)),
            .. file.Competences.SelectMany(competence => Competence(competence, file)),
            .. file.DemandingTasks.SelectMany(task => Task(task, kinds)),
            .. file.Roles.SelectMany(role => Role(role, file)),
            .. file.RoleProfiles.SelectMany(profile => Profile(profile, file, kinds.Keys)),
            .. file.Goals.SelectMany(goal => Goal(goal, kinds.Keys)),
        ];
    }

    static IEnumerable<string> Levels(StarterCatalogueFile file)
    {
        if (!file.Levels.Select(level => level.Level).SequenceEqual([0, 1, 2, 3, 4, 5]))
        {
            yield return "levels: must be 0, 1, 2, 3, 4 and 5, in that order";
        }
    }

    static IEnumerable<string> Texts(StarterCatalogueFile file)
    {
        IEnumerable<(string Place, string[] Texts)> all =
        [
            .. file.Levels.Select(level => ($"levels ({level.Level})", new[] { level.NameNb, level.NameNn, level.NameEn })),
            .. file.Areas.Select(area => ($"areas ({area.Id})", new[] { area.NameNb, area.NameNn, area.NameEn })),
            .. file.Competences.Select(competence =>
                ($"competences ({competence.Id})", new[] { competence.NameNb, competence.NameNn, competence.NameEn })),
            .. file.DemandingTasks.Select(task => ($"demanding_tasks ({task.Id})", new[] { task.NameNb, task.NameNn, task.NameEn })),
            .. file.Roles.Select(role => ($"roles ({role.Id})", new[] { role.NameNb, role.NameNn, role.NameEn })),
            .. file.Goals.Select(goal => ($"goals ({goal.Id})", new[] { goal.NameNb })),
        ];
        return all.Where(entry => entry.Texts.Any(string.IsNullOrWhiteSpace)).Select(entry => $"{entry.Place}: a name is empty");
    }

    static IEnumerable<string> Competence(CompetenceEntry competence, StarterCatalogueFile file)
    {
        var place = $"competences ({competence.Id})";
        if (file.Areas.All(area => area.Id != competence.Area))
        {
            yield return $"{place}: unknown area '{competence.Area}'";
        }

        // The parser also takes numbers for names.
        if (!Enum.IsDefined(competence.Kind) || competence.Kind == CompetenceKind.Unspecified)
        {
            yield return $"{place}: unknown kind '{competence.Kind}'";
        }

        if (!Enum.IsDefined(competence.KnowledgeBasis) || competence.KnowledgeBasis == KnowledgeBasis.Unspecified)
        {
            yield return $"{place}: unknown knowledge_basis '{competence.KnowledgeBasis}'";
        }
    }

    static IEnumerable<string> Task(DemandingTask task, Dictionary<string, CompetenceKind> kinds)
    {
        var place = $"demanding_tasks ({task.Id})";
        var needed = task.Requires.Select(requirement => requirement.Competence).ToList();
        // O 4.7: «kravene må dekke både kunnskap og ferdigheter».
        foreach (var kind in new[] { CompetenceKind.Knowledge, CompetenceKind.Skill })
        {
            if (!needed.Any(id => kinds.TryGetValue(id, out var found) && found == kind))
            {
                yield return $"{place}: asks for no {(kind == CompetenceKind.Skill ? "skill" : "knowledge")}; it must cover both";
            }
        }

        foreach (var fault in References(place, needed, kinds.Keys)
            .Concat(task.Requires.SelectMany(requirement => Between(0, 5, place, requirement.Competence, "level", requirement.Level))))
        {
            yield return fault;
        }
    }

    static IEnumerable<string> Role(RoleEntry role, StarterCatalogueFile file)
    {
        if (file.RoleProfiles.All(profile => profile.Role != role.Id))
        {
            yield return $"roles ({role.Id}): has no profile in role_profiles";
        }
    }

    static IEnumerable<string> Profile(RoleProfileEntry profile, StarterCatalogueFile file, ICollection<string> competences)
    {
        var place = $"role_profiles ({profile.Role} {profile.ValidFrom.ToIso()})";
        if (file.Roles.All(role => role.Id != profile.Role))
        {
            yield return $"{place}: unknown role '{profile.Role}'";
        }

        foreach (var fault in References(place, profile.Expectations.Select(expectation => expectation.Competence), competences)
            .Concat(profile.Expectations.SelectMany(expectation =>
                Between(0, 5, place, expectation.Competence, "level", expectation.Level)
                    .Concat(Between(1, 5, place, expectation.Competence, "weight", expectation.Weight)))))
        {
            yield return fault;
        }
    }

    static IEnumerable<string> Goal(GoalEntry goal, ICollection<string> competences)
    {
        if (goal.Weight is not (> 0 and <= 1000))
        {
            yield return $"goals ({goal.Id}): weight must be over 0 and at most 1000";
        }

        foreach (var fault in References($"goals ({goal.Id})", goal.Competences, competences))
        {
            yield return fault;
        }
    }

    static IEnumerable<string> References(string place, IEnumerable<string> named, ICollection<string> competences)
    {
        var ids = named.ToList();
        return Twice(place, ids).Concat(ids
            .Where(id => !competences.Contains(id, StringComparer.Ordinal))
            .Select(id => $"{place}: unknown competence '{id}'"));
    }

    static IEnumerable<string> Twice(string place, IEnumerable<string> ids) => ids
        .GroupBy(id => id, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{place}: '{group.Key}' stands {group.Count()} times");

    static IEnumerable<string> Between(int low, int high, string place, string competence, string field, int value)
    {
        if (value < low || value > high)
        {
            yield return $"{place}: {field} of '{competence}' is {value}, and must be {low} to {high}";
        }
    }
}
