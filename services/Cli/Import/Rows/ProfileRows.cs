using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Cli.Import.Rows;

/// <summary>Rows that together say what a role, or a unit, needs.</summary>
internal static class ProfileRows
{
    public static IEnumerable<Placed<RoleProfile>> Roles(CsvRows rows)
    {
        var (role, from, competence) = (rows.Column("role_id"), rows.Column("valid_from"), rows.Column("competence_id"));
        var (level, weight) = (rows.Column("level"), rows.Column("weight"));
        var profiles = new Grouping<(string Role, string From), RoleProfile>(rows, competence);
        while (rows.Next())
        {
            var key = (Role: rows.Required(role), From: rows.Date(from));
            var expectation = new Expectation
            {
                CompetenceId = rows.Required(competence),
                Level = rows.Integer(level),
                Weight = rows.Integer(weight),
            };
            if (!rows.Sound) continue;
            profiles.Place(key, expectation.CompetenceId, () => new() { RoleId = key.Role, ValidFrom = key.From })
                ?.Expectations.Add(expectation);
        }

        return profiles.Groups;
    }

    public static IEnumerable<Placed<LocalAdaptation>> Adaptations(CsvRows rows)
    {
        var (unit, role, from) = (rows.Column("unit_id"), rows.Column("role_id"), rows.Column("valid_from"));
        var (competence, level, weight) = (rows.Column("competence_id"), rows.Column("level"), rows.Column("weight"));
        var adaptations = new Grouping<(string Unit, string Role, string From), LocalAdaptation>(rows, competence);
        while (rows.Next())
        {
            var key = (Unit: rows.Required(unit), Role: rows.Required(role), From: rows.Date(from));
            var change = new LocalChange { CompetenceId = rows.Required(competence) };
            // Without a level the expectation is taken out, and a weight would say nothing.
            if (!rows.Bytes(level).IsEmpty)
            {
                change.Level = rows.Integer(level);
                change.Weight = rows.Integer(weight);
            }

            if (!rows.Sound) continue;
            adaptations.Place(key, change.CompetenceId, () => new()
            {
                UnitId = key.Unit,
                RoleId = key.Role,
                ValidFrom = key.From,
            })?.Changes.Add(change);
        }

        return adaptations.Groups;
    }

    public static IEnumerable<Placed<UnitProfile>> Units(CsvRows rows)
    {
        var (unit, competence) = (rows.Column("unit_id"), rows.Column("competence_id"));
        var (level, people) = (rows.Column("level"), rows.Column("people"));
        var profiles = new Grouping<string, UnitProfile>(rows, competence);
        while (rows.Next())
        {
            var id = rows.Required(unit);
            var need = new UnitNeed
            {
                CompetenceId = rows.Required(competence),
                Level = rows.Integer(level),
                People = rows.Integer(people),
            };
            if (!rows.Sound) continue;
            profiles.Place(id, $"{need.CompetenceId} {need.Level}", () => new() { UnitId = id })?.Needs.Add(need);
        }

        return profiles.Groups;
    }
}
