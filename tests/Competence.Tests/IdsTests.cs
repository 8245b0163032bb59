using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Bulk.V1;
using Kompetanse.Protos.Catalogue.V1;
using Kompetanse.Protos.Directory.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

/// <summary>Ids are pseudonyms: no national identity number becomes one, anywhere (domain rule 17).</summary>
public sealed class IdsTests
{
    /// <summary>Where an id can stand in a request, and the field it is told by.</summary>
    static readonly Dictionary<string, (Func<string, IMessage> Request, string Field)> Places = new()
    {
        ["unit"] = (id => new CreateUnitRequest { Unit = Some.Unit(id) }, "unit.id"),
        ["parent"] = (id => new CreateUnitRequest { Unit = Some.Unit("x", id) }, "unit.parent_id"),
        ["leader"] = (id => new CreateUnitRequest { Unit = Some.Unit("x", "", Some.Leader(id)) }, "unit.leaderships[0].employee_id"),
        ["site"] = (
            id => new CreateUnitRequest { Unit = new Unit(Some.Unit("x")) { Sites = { new Site { Id = id, Name = "Sted" } } } },
            "unit.sites[0].id"),
        ["employee"] = (id => new CreateEmployeeRequest { Employee = Some.Employee(id) }, "employee.id"),
        ["employee of a position"] = (id => new CreatePositionRequest { Position = Some.Position(id) }, "position.employee_id"),
        ["unit of a position"] = (id => new CreatePositionRequest { Position = Some.Position("cato", id) }, "position.unit_id"),
        ["role of a position"] = (id => new CreatePositionRequest { Position = Some.Position("cato", role: id) }, "position.role_id"),
        ["competence"] = (id => new CreateCompetenceRequest { Competence = Some.Competence(id) }, "competence.id"),
        ["role"] = (id => new CreateRoleRequest { Role = Some.Role(id) }, "role.id"),
        ["role of a profile"] = (
            id => new CreateRoleProfileRequest { RoleProfile = Some.Profile(id, "2027-01-01") }, "role_profile.role_id"),
        ["competence of a profile"] = (
            id => new CreateRoleProfileRequest { RoleProfile = Some.Profile("veileder", "2027-01-01", (id, 1, 1)) },
            "role_profile.expectations[0].competence_id"),
        ["unit of an adaptation"] = (
            id => new CreateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation(id, "veileder", "2027-01-01") },
            "local_adaptation.unit_id"),
        ["role of an adaptation"] = (
            id => new CreateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation("oslo", id, "2027-01-01") },
            "local_adaptation.role_id"),
        ["competence of an adaptation"] = (
            id => new CreateLocalAdaptationRequest { LocalAdaptation = Some.Adaptation("oslo", "veileder", "2027-01-01", (id, null, 0)) },
            "local_adaptation.changes[0].competence_id"),
        ["unit of a unit profile"] = (
            id => new UpdateUnitProfileRequest { UnitProfile = Some.UnitProfile(id) }, "unit_profile.unit_id"),
        ["competence of a unit profile"] = (
            id => new UpdateUnitProfileRequest { UnitProfile = Some.UnitProfile("oslo", (id, 1, 1)) },
            "unit_profile.needs[0].competence_id"),
        ["goal"] = (id => new CreateGoalRequest { Goal = Some.Goal(id) }, "goal.id"),
        ["competence of a goal"] = (id => new CreateGoalRequest { Goal = Some.Goal("x", 1, id) }, "goal.competence_ids[0]"),
        ["employee of an assessment"] = (
            id => new CreateAssessmentRequest { Assessment = Some.Assessment(id) }, "assessment.employee_id"),
        ["competence of an assessment"] = (
            id => new CreateAssessmentRequest { Assessment = Some.Assessment("anna", id) }, "assessment.competence_id"),
        ["who made an assessment"] = (
            id => new CreateAssessmentRequest { Assessment = Some.Assessment("anna", by: id) }, "assessment.assessed_by"),
        ["imported employee"] = (id => new ImportRequest { Employees = { Some.Employee(id) } }, "employees[0].id"),
        ["employee of an imported position"] = (
            id => new ImportRequest { Positions = { Some.Position(id) } }, "positions[0].employee_id"),
        ["employee of an imported assessment"] = (
            id => new ImportRequest { Assessments = { Some.Assessment("bo"), Some.Assessment(id) } }, "assessments[1].employee_id"),
        ["competence of an imported assessment"] = (
            id => new ImportRequest { Assessments = { Some.Assessment("bo", id) } }, "assessments[0].competence_id"),
        ["who made an imported assessment"] = (
            id => new ImportRequest { Assessments = { Some.Assessment("bo", by: id) } }, "assessments[0].assessed_by"),
    };

    static readonly Dictionary<string, Func<string, IMessage>> Queries = new()
    {
        ["unit"] = id => new GetUnitRequest { Id = id },
        ["employee"] = id => new GetEmployeeRequest { Id = id },
        ["position"] = id => new GetPositionRequest { Id = id },
        ["competence"] = id => new GetCompetenceRequest { Id = id },
        ["role"] = id => new GetRoleRequest { Id = id },
        ["role profile"] = id => new GetRoleProfileRequest { RoleId = id },
        ["unit of a role profile"] = id => new GetRoleProfileRequest { RoleId = "veileder", UnitId = id },
        ["local adaptation"] = id => new GetLocalAdaptationRequest { UnitId = id, RoleId = "veileder", ValidFrom = "2026-01-01" },
        ["unit profile"] = id => new GetUnitProfileRequest { UnitId = id },
        ["goal"] = id => new GetGoalRequest { Id = id },
        ["assessment"] = id => new GetAssessmentRequest { Id = $"{id}~veiledning~SELF~2026-01-01" },
        ["assessments of an employee"] = id => new ListAssessmentsRequest { EmployeeId = id },
        ["update of an employee"] = id => new UpdateEmployeeRequest { Employee = Some.Employee(id) },
        ["update of a position"] = id => new UpdatePositionRequest { Position = new Position { Id = id } },
        ["update mask"] = id => new UpdateEmployeeRequest { Employee = Some.Employee("anna"), UpdateMask = Some.Mask(id) },
    };

    public static TheoryData<string> PlaceNames => new(Places.Keys);

    public static TheoryData<string> QueryNames => new(Queries.Keys);

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public async Task A_national_identity_number_is_refused_as_an_id_and_never_repeated(string place)
    {
        await using var agency = await Given.Agency();
        var (request, field) = Places[place];
        foreach (var number in IdentityNumbers.OfEachKind.Values)
        {
            var told = await agency.ShouldRefuseAsync(request(number), Expected.NationalIdentityNumber(field));
            told.ShouldNotContain(number);
        }
    }

    [Theory]
    [MemberData(nameof(QueryNames))]
    public async Task A_national_identity_number_that_somebody_asks_for_is_not_repeated(string query)
    {
        await using var agency = await Given.Agency();
        foreach (var number in IdentityNumbers.OfEachKind.Values)
        {
            var refused = await Should.ThrowAsync<Platform.Calls.RefusedException>(
                () => agency.AskAsync<IMessage>(Queries[query](number)));
            var told = TestAgency.Statuses.Of(refused.Refusals, "en");
            told.Message.ShouldContain("“…”");
            told.ToString().ShouldNotContain(number);
        }
    }

    [Theory]
    [InlineData("01019012345")] // control digits that do not add up
    [InlineData("32019010046")] // no such day
    [InlineData("00000000000")]
    [InlineData("12345678901")]
    public async Task Eleven_digits_that_are_no_national_identity_number_are_an_id_as_good_as_any(string id)
    {
        IdentityNumbers.Is(id).ShouldBeFalse();
        await using var agency = await Given.Agency();

        await agency.DoAsync(
            new CreateUnitRequest { Unit = Some.Unit(id) },
            new CreateEmployeeRequest { Employee = Some.Employee(id) },
            new CreateCompetenceRequest { Competence = Some.Competence(id) },
            new CreateRoleRequest { Role = Some.Role(id) },
            new CreateGoalRequest { Goal = Some.Goal(id, 1, id) },
            new CreatePositionRequest { Position = Some.Position(id, id, id) },
            new CreateAssessmentRequest { Assessment = Some.Assessment(id, id, by: id) });

        (await agency.AskAsync<Employee>(new GetEmployeeRequest { Id = id })).Id.ShouldBe(id);
    }

    [Fact]
    public void Every_made_number_is_one()
    {
        foreach (var (kind, number) in IdentityNumbers.OfEachKind)
        {
            IdentityNumbers.Is(number).ShouldBeTrue(kind);
            Ids.IsNationalIdentityNumber(number).ShouldBeTrue(kind);
        }
    }

    [Fact]
    public void A_number_written_with_separators_is_one()
    {
        foreach (var (kind, number) in IdentityNumbers.OfEachKind)
        {
            Ids.IsNationalIdentityNumber($"{number[..6]}-{number[6..]}").ShouldBeTrue(kind);
        }

        Ids.IsWellFormed("\uFF10\uFF11").ShouldBeFalse("digits of other scripts hide a number from the check");
    }

    /// <summary>Days and months in and around their ranges; half with control digits that add up, where there are any.</summary>
    static readonly Gen<string> ElevenDigits =
        from day in Gen.Choose(0, 99)
        from month in Gen.OneOf(
            Gen.Choose(0, 14), Gen.Choose(39, 54), Gen.Choose(64, 94), Gen.Choose(0, 99))
        from year in Gen.Choose(0, 99)
        from own in Gen.Choose(0, 999)
        from control in Gen.Choose(0, 199)
        let nine = $"{day:00}{month:00}{year:00}{own:000}"
        select control < 100 ? $"{nine}{control:00}" : IdentityNumbers.WithControlDigits(nine) ?? $"{nine}00";

    [Fact]
    public void The_check_agrees_with_the_description_on_any_eleven_digits()
    {
        var (valid, invalid) = (0, 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(ElevenDigits.ToArbitrary(), text =>
            {
                var expected = IdentityNumbers.Is(text);
                _ = expected ? valid++ : invalid++;
                return Ids.IsNationalIdentityNumber(text) == expected;
            }));
        valid.ShouldBeGreaterThan(100);
        invalid.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("Æ-_.:9", true)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a~b", false)]
    [InlineData("a/b", false)]
    public void An_id_has_1_to_64_letters_digits_and_a_few_marks(string id, bool wellFormed) =>
        Ids.IsWellFormed(id).ShouldBe(wellFormed);
}
