using Kompetanse.Competence.Tests.Resources;
using Kompetanse.Protos.Directory.V1;

namespace Kompetanse.Competence.Tests.Directory;

public sealed class UnitResourceTests : ResourceContract<Unit>
{
    protected override string Field => "unit";

    protected override string Clearable => "parent_id";

    protected override string Other => "name";

    protected override Unit Make(int number) => Some.Unit($"x{number}", "ost", Some.Leader("anna", "2026-01-01"));

    protected override void Change(Unit message)
    {
        (message.ParentId, message.Name, message.Type) = ("nav", "Nytt navn", UnitType.Team);
        message.Sites.Add(new Site { Id = "nytt", Name = "Nytt sted" });
        message.Leaderships[0].ToDate = "2027-01-01";
    }
}

public sealed class EmployeeResourceTests : ResourceContract<Employee>
{
    protected override string Field => "employee";

    protected override string Clearable => "email";

    protected override string Other => "name";

    protected override Employee Make(int number) => Some.Employee($"x{number}");

    protected override void Change(Employee message) =>
        (message.Email, message.Name, message.Employer) = ("ny@example.no", "Nytt Navn", Employer.Municipal);
}

public sealed class PositionResourceTests : ResourceContract<Position>
{
    protected override string Field => "position";

    protected override string Clearable => "to_date";

    protected override string Other => "share";

    protected override Position Make(int number) => Some.Position("cato", from: $"2026-01-0{number + 1}", to: "2028-01-01");

    protected override void Change(Position message) => (message.ToDate, message.Share) = ("2027-01-01", 0.123456);

    /// <summary>The server gives the ids: p4 to p10, which stands before p4.</summary>
    protected override IEnumerable<Position> InOrder(IReadOnlyList<Position> created) =>
        created.OrderBy(position => position.Id, StringComparer.Ordinal);

    protected override Position WithoutOutput(Position message) => new(base.WithoutOutput(message)) { Id = "" };
}
