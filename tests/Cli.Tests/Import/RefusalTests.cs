using Google.Rpc;
using Grpc.Core;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

/// <summary>What the server refuses, told by the file, line and column it came from.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("assessments[1].level", "assessments.csv:3:4 (level)")]
    [InlineData("assessments[2].valid_until", "assessments.csv:4:6 (valid_until)")]
    [InlineData("units[1]", "units.csv:3")]
    [InlineData("units[1].parent_id", "units.csv:3:4 (parent_id)")]
    [InlineData("units[1].leaderships[0].employee_id", "units.csv:3:5 (leader_id)")]
    [InlineData("units[1].leaderships", "units.csv:3:5 (leader_id)")]
    [InlineData("positions[1].share", "positions.csv:3:4 (share)")]
    [InlineData("positions[1].from_date", "positions.csv:3:5 (from)")]
    [InlineData("positions[1].to_date", "positions.csv:3:6 (to)")]
    [InlineData("roles[1].id", "roles.csv:3:2 (id)")]
    [InlineData("role_profiles[0].role_id", "expectations.csv:2:1 (role_id)")]
    [InlineData("role_profiles[0].expectations[1].weight", "expectations.csv:4:4 (weight)")]
    [InlineData("role_profiles[2]", "expectations.csv:5")]
    [InlineData("role_profiles[2].valid_from", "expectations.csv:5:5 (valid_from)")]
    [InlineData("local_adaptations[0].changes[1].level", "adaptations.csv:3:4 (level)")]
    [InlineData("local_adaptations[0]", "adaptations.csv:2")]
    [InlineData("unit_profiles[0].needs[1].people", "unit_needs.csv:4:4 (people)")]
    [InlineData("goals[0].competence_ids[1]", "goal_competences.csv:4:2 (competence_id)")]
    [InlineData("goals[1].weight", "goals.csv:3:3 (weight)")]
    [InlineData("level_scale.levels[1].name_nb", "levels.csv:3:2 (name_nb)")]
    [InlineData("competences[0].knowledge_basis", "competences.csv:2:8 (knowledge_basis)")]
    [InlineData("request_id", "request_id")]
    [InlineData("assessments[99].level", "assessments[99].level")]
    public async Task Is_told_where_it_came_from(string field, string place)
    {
        using var folder = Agency.Create();
        foreach (var (language, end) in new[] { ("nb", "Ingenting er registrert.\n"), ("en", "Nothing has been recorded.\n") })
        {
            var terminal = new Terminal { Host = new() { OnImport = () => throw Refused(field) } };
            (await terminal.RunAsync("import", folder.Path, "--lang", language)).ShouldBe(1);
            terminal.Error.ShouldEndWith($"{place}: Kan ikke være slik. [OUT_OF_RANGE]\n{end}");
            terminal.Output.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task Each_field_has_a_line_of_its_own()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal
        {
            Host = new() { OnImport = () => throw Refused("units[0].id", "employees[1].email") },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain("units.csv:2:1 (id): Kan ikke være slik. [OUT_OF_RANGE]\n");
        terminal.Error.ShouldContain("employees.csv:3:3 (email): Kan ikke være slik. [OUT_OF_RANGE]\n");
    }

    [Fact]
    public async Task A_refusal_in_the_middle_of_the_stream_is_told_as_well()
    {
        using var folder = Agency.Create();
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"r{i},n,\n"));
        folder.With("roles.csv", "id,name_nb,name_en\n" + rows);
        var terminal = new Terminal
        {
            Host = new() { PartsRead = 5, OnImport = () => throw Refused("roles[1].name_nb") },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Host.PartsReceived.ShouldBe(5);
        terminal.Error.ShouldContain("roles.csv:3:2 (name_nb): Kan ikke være slik. [OUT_OF_RANGE]");
    }

    [Fact]
    public async Task Rows_that_the_text_names_are_told_by_their_places_too()
    {
        using var folder = Agency.Create();
        var violation = new BadRequest.Types.FieldViolation
        {
            Field = "assessments[2]",
            Description = "DUPLICATE_ROW: Første gang i assessments[1], eller i positions[0].share, ikke i x[9].",
        };
        var terminal = new Terminal
        {
            Host = new()
            {
                OnImport = () => throw Refusals.With(
                    StatusCode.InvalidArgument, "refused", new BadRequest { FieldViolations = { violation } }),
            },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain(
            "assessments.csv:4: Første gang i assessments.csv:3, eller i positions.csv:2:4 (share), ikke i x[9]. [DUPLICATE_ROW]\n");
    }

    [Fact]
    public async Task Places_are_told_in_the_order_of_the_files()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal
        {
            Host = new() { OnImport = () => throw Refused("assessments[0]", "units[1].name", "units[1].id", "units[0]", "roles[0]", "request_id") },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.Split('\n').Where(line => line.EndsWith(']')).Select(line => line.Split(": ")[0]).ShouldBe(
            ["roles.csv:2", "units.csv:2", "units.csv:3:1 (id)", "units.csv:3:2 (name)", "assessments.csv:2", "request_id"]);
    }

    [Fact]
    public async Task A_refusal_without_fields_is_told_in_the_servers_words()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal
        {
            Host = new()
            {
                OnImport = () => throw Refusals.With(
                    StatusCode.FailedPrecondition, "too much",
                    new ErrorInfo { Reason = "LOCAL_ADAPTATION_OVER_LIMIT", Domain = "kompetanse" },
                    new LocalizedMessage { Locale = "nb", Message = "Tilpasningen lar bare 79 % stå uendret." }),
            },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldEndWith("Tilpasningen lar bare 79 % stå uendret. [LOCAL_ADAPTATION_OVER_LIMIT]\n");
    }

    [Fact]
    public async Task Each_field_has_its_own_reason()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal
        {
            Host = new()
            {
                OnImport = () => throw Refusals.With(
                    StatusCode.InvalidArgument, "refused", new ErrorInfo { Reason = "OUT_OF_RANGE", Domain = "kompetanse" },
                    new BadRequest
                    {
                        FieldViolations =
                        {
                            new BadRequest.Types.FieldViolation { Field = "units[0].id", Description = "FIELD_REQUIRED: Må være med." },
                            new BadRequest.Types.FieldViolation { Field = "units[1].id", Description = "uten grunn" },
                        },
                    }),
            },
        };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain("units.csv:2:1 (id): Må være med. [FIELD_REQUIRED]\n");
        terminal.Error.ShouldContain("units.csv:3:1 (id): uten grunn [OUT_OF_RANGE]\n");
    }

    static RpcException Refused(params string[] fields)
    {
        const string reason = "OUT_OF_RANGE";
        var bad = new BadRequest();
        foreach (var field in fields)
            bad.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = $"{reason}: Kan ikke være slik." });
        return Refusals.With(
            StatusCode.InvalidArgument, "refused", new ErrorInfo { Reason = reason, Domain = "kompetanse" }, bad);
    }
}
