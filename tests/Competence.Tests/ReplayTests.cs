using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Kompetanse.Competence.Tests.Access;
using Kompetanse.Competence.Tests.Verification;
using Kompetanse.Platform.Calls;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Kompetanse.Protos.Verification.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

/// <summary>The ledger alone rebuilds the agency.</summary>
public sealed class ReplayTests
{
    /// <summary>Any command on one of few things, sound or not: what is refused must leave no trace either.</summary>
    static readonly Gen<IMessage> Command =
        from kind in Gen.Choose(0, 24)
        from a in Gen.Choose(0, 4)
        from b in Gen.Choose(0, 4)
        from c in Gen.Choose(1, 5)
        select Made(kind, $"x{a}", $"x{b}", c);

    static readonly Gen<IMessage[]> UpToTwentyFiveCommands =
        Command.ArrayOf().Select(commands => commands.Take(25).ToArray());

    [Fact]
    public void Every_list_of_a_reopened_agency_is_byte_for_byte_what_it_was() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(25).WithStartSize(10),
        Prop.ForAll(UpToTwentyFiveCommands.ToArbitrary(), HoldsAsync));

    static async Task HoldsAsync(IMessage[] commands)
    {
        await using var agency = await Given.Agency(new ImportRequest
        {
            Units = { Enumerable.Range(0, 3).Select(i => Some.Unit($"x{i}", "nav")) },
            Employees = { Enumerable.Range(0, 3).Select(i => Some.Employee($"x{i}")) },
            Competences = { Enumerable.Range(0, 3).Select(i => Some.Competence($"x{i}")) },
            Roles = { Enumerable.Range(0, 3).Select(i => Some.Role($"x{i}")) },
            Positions = { Enumerable.Range(0, 3).Select(i => Some.Position($"x{i}", role: "x0", share: 0.1)) },
        });
        await agency.DoAsync(Demanding.Task);
        await agency.DoAsync(new CreateTaskRequest { Task = Demanding.TaskOf("x0", "x0") });
        await agency.DoAsync(By.Employee("cato"), Demanding.Appoint("x0", "2026-01-01"));
        foreach (var command in commands)
        {
            var before = await agency.SnapshotAsync();
            try
            {
                await agency.DoAsync(
                    command is AddEvidenceRequest or AssignMentorRequest or AppointMentorRequest ? By.Employee("cato") : agency.Caller,
                    command);
            }
            catch (RefusedException)
            {
                (await agency.SnapshotAsync()).ShouldBe(before);
            }
        }

        var (position, snapshot) = (await agency.PositionAsync(), await agency.SnapshotAsync());
        var levels = GoalWeights(agency);
        await agency.ReopenAsync();

        (await agency.PositionAsync()).ShouldBe(position);
        (await agency.SnapshotAsync()).ShouldBe(snapshot);
        GoalWeights(agency).ShouldBe(levels);
    }

    static IEnumerable<long> GoalWeights(TestAgency agency) =>
        [.. agency.State.Competences.All.Select(competence => competence.GoalWeightMillionths)];

    static IMessage Made(int kind, string a, string b, int c) => kind switch
    {
        0 => new CreateUnitRequest { Unit = Some.Unit(a, b) },
        1 => new UpdateUnitRequest { Unit = Some.Unit(a, b, Some.Leader(b, $"2026-0{c}-01")) },
        2 => new CreateEmployeeRequest { Employee = Some.Employee(a) },
        3 => new UpdateEmployeeRequest { Employee = Some.Employee(a, $"Navn {c}") },
        4 => new CreatePositionRequest { Position = Some.Position(a, b, b, c / 10.0, $"2026-0{c}-01") },
        5 => new UpdatePositionRequest { Position = new Position { Id = $"p{c}", Share = c / 10.0, ToDate = "" }, UpdateMask = Some.Mask("share") },
        6 => new UpdatePositionRequest { Position = new Position { Id = $"p{c}", ToDate = $"2027-0{c}-01" }, UpdateMask = Some.Mask("to_date") },
        7 => new CreateRoleProfileRequest { RoleProfile = Some.Profile(a, $"2026-0{c}-01", (a, c, c), (b, c, 1)) },
        8 => new CreateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation(a, "beslutter", $"2026-0{c}-01", ("medvirkning", c, 3)) },
        9 => new UpdateUnitProfileRequest { UnitProfile = Some.UnitProfile(a, (b, c, c)) },
        10 => new CreateGoalRequest { Goal = Some.Goal(a, c, b) },
        11 => new UpdateGoalRequest { Goal = Some.Goal(a, c / 4.0, a, b) },
        12 => new CreateAssessmentRequest { Assessment = Some.Assessment(a, b, Basis.Agreed, c, $"2026-0{c}-01") },
        13 => new CreateTaskRequest { Task = Demanding.TaskOf(a, b) },
        14 => new UpdateTaskRequest { Task = Demanding.TaskOf(a, b, "veileder") },
        15 => new CreateRequirementRequest { Requirement = Demanding.Requirement(a == "x0" ? a : "aap") },
        16 => Demanding.Consult(c > 2 ? 1 : c),
        17 => Demanding.Say(c > 2 ? "ntl" : "fo"),
        18 => Demanding.Approve($"2026-0{c}-15"),
        19 => new UpdateConsultationRequest { Consultation = Demanding.Parties(a, "ntl") },
        20 => new CreateDeliveryRequest { Delivery = Demanding.Delivery("oslo", a, $"2026-0{c}-01", $"2026-0{c}-20") },
        21 => new AddEvidenceRequest { Evidence = Demanding.Evidence(a, date: $"2026-0{c}-01", text: b) },
        22 => new ReportCompletionsRequest { Completions = { Demanding.Evidence(a, reference: b), Demanding.Evidence(b, reference: a) } },
        23 => c > 2 ? Demanding.Appoint(a, $"2026-0{c}-01") : Demanding.Assign(a, b, $"2026-0{c}-01"),
        _ => new ImportRequest
        {
            Employees = { Some.Employee(a, $"Importert {c}") },
            Units = { Some.Unit(b, "", Some.Leader(a)) },
            Positions = { Some.Position(a, b, "veileder", c / 10.0) },
            Assessments = { Some.Assessment(a, "veiledning", Basis.Verified, c, $"2026-0{c}-01", $"2027-0{c}-01", by: a) },
        },
    };
}
