using Google.Protobuf;
using Kompetanse.Competence.Tests.Resources;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Proto = Kompetanse.Protos.Catalogue.V1;

namespace Kompetanse.Competence.Tests.Catalogue;

public sealed class CompetenceResourceTests : ResourceContract<Proto.Competence>
{
    protected override string Field => "competence";

    protected override string Clearable => "area";

    protected override string Other => "name_nb";

    protected override Proto.Competence Make(int number) => Some.Competence($"x{number}");

    protected override void Change(Proto.Competence message)
    {
        (message.Area, message.NameNb, message.NameNn, message.NameEn) = ("digital", "Nytt navn", "Nytt namn", "New name");
        (message.Kind, message.KnowledgeBasis) = (CompetenceKind.Attitude, KnowledgeBasis.Weak);
        message.SourceUri = "https://example.no/x";
    }
}

public sealed class RoleResourceTests : ResourceContract<Role>
{
    protected override string Field => "role";

    protected override string Clearable => "name_en";

    protected override string Other => "name_nb";

    protected override Role Make(int number) => Some.Role($"x{number}");

    protected override void Change(Role message) =>
        (message.NameEn, message.NameNb, message.NameNn) = ("New name", "Nytt navn", "Nytt namn");
}

public sealed class GoalResourceTests : ResourceContract<Goal>
{
    protected override string Field => "goal";

    protected override string Clearable => "competence_ids";

    protected override string Other => "weight";

    protected override Goal Make(int number) => Some.Goal($"x{number}", 1.5, "veiledning", "forvaltning");

    protected override void Change(Goal message)
    {
        (message.Weight, message.NameNb) = (1000, "Nytt navn");
        message.CompetenceIds.RemoveAt(0);
    }
}

public sealed class RoleProfileResourceTests : ResourceContract<RoleProfile>
{
    protected override string Field => "role_profile";

    protected override string Clearable => "expectations";

    protected override IReadOnlyList<string> Key => ["role_id", "valid_from"];

    protected override RoleProfile Make(int number) => Some.Profile("veileder", $"2027-01-0{number + 1}", ("veiledning", 1, 1));

    protected override void Change(RoleProfile message) => message.Expectations[0].Level = 5;

    protected override IMessage Getting(RoleProfile message) =>
        new GetRoleProfileRequest { RoleId = message.RoleId, AsOf = message.ValidFrom };
}

public sealed class LocalAdaptationResourceTests : ResourceContract<LocalAdaptation>
{
    protected override string Field => "local_adaptation";

    protected override string Clearable => "changes";

    protected override IReadOnlyList<string> Key => ["unit_id", "role_id", "valid_from"];

    protected override LocalAdaptation Make(int number) =>
        Some.Adaptation("oslo", "beslutter", $"2027-01-0{number + 1}", ("medvirkning", 3, 3));

    protected override void Change(LocalAdaptation message)
    {
        message.Changes[0].ClearLevel();
        message.Changes[0].Weight = 0;
    }

    protected override LocalAdaptation WithoutOutput(LocalAdaptation message) =>
        new(base.WithoutOutput(message)) { Unchanged = 0, NeedsRenewal = false };
}

/// <summary>A unit profile is always there: its first update is what creates it.</summary>
public sealed class UnitProfileResourceTests : ResourceContract<UnitProfile>
{
    protected override string Field => "unit_profile";

    protected override string Clearable => "needs";

    protected override string CreateMethod => "Update";

    protected override IReadOnlyList<string> Key => ["unit_id"];

    protected override IReadOnlyList<IMessage> History =>
        [new ImportRequest { Units = { Enumerable.Range(0, 7).Select(number => Some.Unit($"x{number}")) } }];

    protected override UnitProfile Make(int number) => Some.UnitProfile($"x{number}", ("veiledning", 1, 1));

    protected override void Change(UnitProfile message) => message.Needs[0].People = 7;
}
