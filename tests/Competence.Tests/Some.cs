using Google.Protobuf.WellKnownTypes;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Tests;

/// <summary>Resources of which only what a test is about needs to be told.</summary>
static class Some
{
    public static Unit Unit(string id, string parent = "", params IReadOnlyList<Leadership> leaderships) =>
        new() { Id = id, Name = $"Enhet {id}", Type = UnitType.Office, ParentId = parent, Leaderships = { leaderships } };

    public static Leadership Leader(string employee, string from = "", string to = "") =>
        new() { EmployeeId = employee, Kind = LeadershipKind.Leader, FromDate = from, ToDate = to };

    public static Leadership ActingLeader(string employee, string from = "", string to = "") =>
        new() { EmployeeId = employee, Kind = LeadershipKind.ActingLeader, FromDate = from, ToDate = to };

    public static Employee Employee(string id, string name = "Nils Navnløs", string email = "nils@example.no") =>
        new() { Id = id, Name = name, Email = email, Employer = Employer.State };

    public static Position Position(
        string employee, string unit = "oslo", string role = "veileder", double share = 0.1, string from = "2026-01-01",
        string to = "") =>
        new() { EmployeeId = employee, UnitId = unit, RoleId = role, Share = share, FromDate = from, ToDate = to };

    public static Proto.Competence Competence(string id) =>
        new() { Id = id, NameNb = $"Kompetanse {id}", Kind = CompetenceKind.Skill, Area = "veiledning" };

    public static Role Role(string id) => new() { Id = id, NameNb = $"Rolle {id}", NameEn = $"Role {id}" };

    public static RoleProfile Profile(
        string role, string from, params IReadOnlyList<(string Competence, int Level, int Weight)> expectations) => new()
    {
        RoleId = role,
        ValidFrom = from,
        Expectations =
        {
            expectations.Select(e => new Expectation { CompetenceId = e.Competence, Level = e.Level, Weight = e.Weight }),
        },
    };

    /// <summary>A change without a level takes the expectation out.</summary>
    public static LocalAdaptation Adaptation(
        string unit, string role, string from, params IReadOnlyList<(string Competence, int? Level, int Weight)> changes) =>
        new() { UnitId = unit, RoleId = role, ValidFrom = from, Changes = { changes.Select(Change) } };

    public static UnitProfile UnitProfile(string unit, params IReadOnlyList<(string Competence, int Level, int People)> needs) =>
        new()
        {
            UnitId = unit,
            Needs = { needs.Select(n => new UnitNeed { CompetenceId = n.Competence, Level = n.Level, People = n.People }) },
        };

    public static Goal Goal(string id, double weight = 1, params IReadOnlyList<string> competences) =>
        new() { Id = id, NameNb = $"Mål {id}", Weight = weight, CompetenceIds = { competences } };

    public static Assessment Assessment(
        string employee, string competence = "forvaltning", Basis basis = Basis.Self, int level = 2,
        string date = "2026-02-15", string until = "", string by = "") => new()
    {
        EmployeeId = employee,
        CompetenceId = competence,
        Basis = basis,
        Level = level,
        Date = date,
        ValidUntil = until,
        AssessedBy = by,
    };

    public static LevelScale Scale(params IReadOnlyList<(int Level, string Name)> levels) =>
        new() { Levels = { levels.Select(l => new LevelName { Level = l.Level, NameNb = l.Name }) } };

    public static FieldMask Mask(params IReadOnlyList<string> paths) => new() { Paths = { paths } };

    static LocalChange Change((string Competence, int? Level, int Weight) change)
    {
        var message = new LocalChange { CompetenceId = change.Competence, Weight = change.Weight };
        if (change.Level is { } level)
            message.Level = level;
        return message;
    }
}
