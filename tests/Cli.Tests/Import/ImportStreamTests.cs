using Google.Protobuf;
using Google.Protobuf.Reflection;
using Kompetanse.Protos.Bulk.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Import;

public sealed class ImportStreamTests
{
    [Fact]
    public async Task Every_file_becomes_what_the_contract_says()
    {
        var sent = await SentAsync(Agency.Create());
        var whole = new ImportRequest();
        foreach (var part in sent) whole.MergeFrom(part);
        whole.RequestId = "";
        JsonFormatter.ToDiagnosticString(whole).ShouldBe(JsonFormatter.ToDiagnosticString(
            JsonParser.Default.Parse<ImportRequest>(
                """
                {
                  "levelScale": { "levels": [
                    { "level": 0, "nameNb": "ingen", "nameEn": "none" },
                    { "level": 1, "nameNb": "grunnleggende", "nameEn": "basic" } ] },
                  "competences": [
                    { "id": "k1", "nameNb": "Veiledning", "nameNn": "Rettleiing", "nameEn": "Guidance", "kind": "COMPETENCE_KIND_SKILL",
                      "area": "veiledning", "knowledgeBasis": "KNOWLEDGE_BASIS_STRONG", "sourceUri": "https://x" },
                    { "id": "k2", "nameNb": "Lov", "kind": "COMPETENCE_KIND_KNOWLEDGE", "area": "forvaltning" } ],
                  "roles": [
                    { "id": "r1", "nameNb": "Veileder", "nameEn": "Counsellor" },
                    { "id": "r2", "nameNb": "Leder,\nNAV" } ],
                  "employees": [
                    { "id": "e1", "name": "Anna", "email": "anna@example.no", "employer": "EMPLOYER_STATE" },
                    { "id": "e2", "name": "Bo", "employer": "EMPLOYER_MUNICIPAL" } ],
                  "units": [
                    { "id": "u1", "name": "Direktoratet", "type": "UNIT_TYPE_DIRECTORATE" },
                    { "id": "u2", "name": "Kontoret", "type": "UNIT_TYPE_OFFICE", "parentId": "u1",
                      "leaderships": [ { "employeeId": "e1", "kind": "LEADERSHIP_KIND_LEADER" } ] } ],
                  "positions": [
                    { "employeeId": "e1", "unitId": "u2", "roleId": "r1", "share": 0.8, "fromDate": "2025-01-01" },
                    { "employeeId": "e2", "unitId": "u2", "roleId": "r1", "share": 0.5, "fromDate": "2025-01-01", "toDate": "2027-01-01" } ],
                  "roleProfiles": [
                    { "roleId": "r1", "validFrom": "2025-01-01", "expectations": [
                      { "competenceId": "k1", "level": 3, "weight": 4 }, { "competenceId": "k2", "level": 2, "weight": 2 } ] },
                    { "roleId": "r2", "validFrom": "2025-01-01", "expectations": [ { "competenceId": "k1", "level": 2, "weight": 1 } ] },
                    { "roleId": "r1", "validFrom": "2026-01-01", "expectations": [ { "competenceId": "k1", "level": 4, "weight": 4 } ] } ],
                  "localAdaptations": [
                    { "unitId": "u2", "roleId": "r1", "validFrom": "2025-06-01", "changes": [
                      { "competenceId": "k2" }, { "competenceId": "k1", "level": 3, "weight": 5 } ] } ],
                  "unitProfiles": [
                    { "unitId": "u2", "needs": [
                      { "competenceId": "k1", "level": 3, "people": 2 }, { "competenceId": "k1", "level": 4, "people": 1 } ] },
                    { "unitId": "u1", "needs": [ { "competenceId": "k2", "level": 1, "people": 1 } ] } ],
                  "goals": [
                    { "id": "g1", "nameNb": "Flere i arbeid", "weight": 2.5, "competenceIds": [ "k1", "k2" ] },
                    { "id": "g2", "nameNb": "Tillit", "weight": 1, "competenceIds": [ "k1" ] } ],
                  "assessments": [
                    { "employeeId": "e1", "competenceId": "k1", "basis": "BASIS_SELF", "level": 2, "date": "2025-02-01" },
                    { "employeeId": "e1", "competenceId": "k1", "basis": "BASIS_AGREED", "level": 3, "date": "2025-03-01", "assessedBy": "e2" },
                    { "employeeId": "e2", "competenceId": "k2", "basis": "BASIS_VERIFIED", "level": 1, "date": "2025-03-01",
                      "validUntil": "2027-03-01", "assessedBy": "e1" } ]
                }
                """)));
    }

    [Fact]
    public async Task Rows_come_after_what_they_depend_on()
    {
        var order = new List<string>();
        foreach (var part in await SentAsync(Agency.Create()))
        {
            order.AddRange(ImportRequest.Descriptor.Fields.InDeclarationOrder()
                .Where(field => field.FieldType == FieldType.Message && Holds(part, field))
                .Select(field => field.Name));
        }

        order.ShouldBe(
        [
            "level_scale", "competences", "roles", "employees", "units", "positions", "role_profiles",
            "local_adaptations", "unit_profiles", "goals", "assessments",
        ]);
    }

    [Fact]
    public async Task A_large_file_is_cut_into_parts_that_a_message_can_hold()
    {
        var long_ = new string('x', 900_000);
        var rows = string.Concat(Enumerable.Range(0, 5001).Select(i => $"r{i},n,\n"))
            + string.Concat(Enumerable.Range(0, 8).Select(i => $"l{i},{long_},\n"));
        var sent = await SentAsync(new TemporaryFolder().With("roles.csv", "id,name_nb,name_en\n" + rows));
        sent.Sum(part => part.Roles.Count).ShouldBe(5009);
        sent.Max(part => part.Roles.Count).ShouldBe(2000);
        sent.Max(part => part.CalculateSize()).ShouldBeLessThan(2 * 1024 * 1024 + 4096);
        sent.SelectMany(part => part.Roles).Select(role => role.Id).Take(5001)
            .ShouldBe(Enumerable.Range(0, 5001).Select(i => $"r{i}"));
    }

    [Fact]
    public async Task The_request_id_is_fresh_for_each_run_and_stands_first()
    {
        var (first, second) = (await SentAsync(Agency.Create()), await SentAsync(Agency.Create()));
        Guid.TryParse(first[0].RequestId, out _).ShouldBeTrue();
        second[0].RequestId.ShouldNotBe(first[0].RequestId);
    }

    [Fact]
    public async Task The_request_id_can_be_given() =>
        (await SentAsync(Agency.Create(), "--request-id", "hr-1"))[0].RequestId.ShouldBe("hr-1");

    [Fact]
    public async Task Check_asks_that_nothing_is_recorded()
    {
        (await SentAsync(Agency.Create(), "--check"))[0].ValidateOnly.ShouldBeTrue();
        (await SentAsync(Agency.Create()))[0].ValidateOnly.ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_with_a_summary()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(0);
        terminal.Output.ShouldContain("  goal_competences.csv  3\n");
        terminal.Output.ShouldContain("29 rader lest på ");
        terminal.Output.ShouldEndWith("Registrert: 3 nye eller endret. Posisjon i hovedboken: 7.\n");
        terminal.Error.ShouldContain("assessments.csv: 3 rader\n");
    }

    [Fact]
    public async Task Shows_bars_on_a_terminal_and_the_same_summary_after_them()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal { RichError = true };
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(0);
        terminal.Error.ShouldContain("assessments.csv  3 rader, ");
        terminal.Error.ShouldContain("100%");
        terminal.Output.ShouldContain("29 rader lest på ");
    }

    [Fact]
    public async Task Tells_every_hundred_thousand_rows_when_redirected()
    {
        var rows = string.Concat(Enumerable.Range(0, 250_000).Select(i => $"r{i},n,\n"));
        using var folder = new TemporaryFolder().With("roles.csv", "id,name_nb,name_en\n" + rows);
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path)).ShouldBe(0);
        terminal.Error.ShouldBe("roles.csv: 100\u00A0000 rader …\nroles.csv: 200\u00A0000 rader …\nroles.csv: 250\u00A0000 rader\nTjenesten kontrollerer og registrerer …\n");
    }

    [Fact]
    public async Task A_check_ends_by_saying_that_nothing_is_recorded()
    {
        using var folder = Agency.Create();
        var terminal = new Terminal();
        (await terminal.RunAsync("import", folder.Path, "--check", "--lang", "en")).ShouldBe(0);
        terminal.Output.ShouldEndWith(
            "Checked: everything can be imported, and 3 would be new or changed. Nothing has been recorded.\n");
    }

    static bool Holds(ImportRequest part, FieldDescriptor field) =>
        field.Accessor.GetValue(part) is System.Collections.IList list ? list.Count > 0 : field.Accessor.HasValue(part);

    static async Task<List<ImportRequest>> SentAsync(TemporaryFolder folder, params string[] options)
    {
        using (folder)
        {
            var terminal = new Terminal();
            (await terminal.RunAsync(["import", folder.Path, .. options])).ShouldBe(0, terminal.Error);
            return terminal.Host.Recorded.ShouldNotBeNull();
        }
    }
}
