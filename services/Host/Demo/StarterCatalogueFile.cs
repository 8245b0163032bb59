using Kompetanse.Competence;
using Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Host.Demo;

/// <summary>The shape of <c>starter-catalogue.yaml</c>; every field is required, and there are no others.</summary>
sealed record StarterCatalogueFile
{
    public required IList<LevelEntry> Levels { get; init; }
    public required IList<Area> Areas { get; init; }
    public required IList<CompetenceEntry> Competences { get; init; }
    public required IList<DemandingTask> DemandingTasks { get; init; }
    public required IList<RoleEntry> Roles { get; init; }
    public required IList<RoleProfileEntry> RoleProfiles { get; init; }
    public required IList<GoalEntry> Goals { get; init; }
}

sealed record LevelEntry
{
    public required int Level { get; init; }
    public required string NameNb { get; init; }
    public required string NameNn { get; init; }
    public required string NameEn { get; init; }

    public LevelName ToMessage() => new() { Level = Level, NameNb = NameNb, NameNn = NameNn, NameEn = NameEn };
}

sealed record CompetenceEntry
{
    public required string Id { get; init; }
    public required CompetenceKind Kind { get; init; }
    public required string Area { get; init; }
    public required KnowledgeBasis KnowledgeBasis { get; init; }
    public required string NameNb { get; init; }
    public required string NameNn { get; init; }
    public required string NameEn { get; init; }

    public Protos.Catalogue.V1.Competence ToMessage() => new()
    {
        Id = Id, Kind = Kind, Area = Area, KnowledgeBasis = KnowledgeBasis, NameNb = NameNb, NameNn = NameNn, NameEn = NameEn,
    };
}

sealed record RoleEntry
{
    public required string Id { get; init; }
    public required string NameNb { get; init; }
    public required string NameNn { get; init; }
    public required string NameEn { get; init; }

    public Role ToMessage() => new() { Id = Id, NameNb = NameNb, NameNn = NameNn, NameEn = NameEn };
}

sealed record RoleProfileEntry
{
    public required string Role { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required IList<ExpectationEntry> Expectations { get; init; }

    public RoleProfile ToMessage() => new()
    {
        RoleId = Role,
        ValidFrom = ValidFrom.ToIso(),
        Expectations = { Expectations.Select(expectation => expectation.ToMessage()) },
    };
}

sealed record ExpectationEntry
{
    public required string Competence { get; init; }
    public required int Level { get; init; }
    public required int Weight { get; init; }

    public Expectation ToMessage() => new() { CompetenceId = Competence, Level = Level, Weight = Weight };
}

sealed record GoalEntry
{
    public required string Id { get; init; }
    public required string NameNb { get; init; }
    public required double Weight { get; init; }
    public required IList<string> Competences { get; init; }

    public Goal ToMessage() => new() { Id = Id, NameNb = NameNb, Weight = Weight, CompetenceIds = { Competences } };
}
