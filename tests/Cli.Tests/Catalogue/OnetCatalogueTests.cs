using System.Globalization;
using System.IO.Compression;
using Kompetanse.Protos.Catalogue.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Cli.Tests.Catalogue;

public sealed class OnetCatalogueTests
{
    const string Header =
        "O*NET-SOC Code,Title,Element ID,Element Name,Scale ID,Scale Name,Data Value,N,Standard Error,Lower CI Bound,Upper CI Bound,Recommend Suppress,Not Relevant,Date,Domain Source\n";

    [SharedDataFact("onet")]
    public async Task The_roles_near_the_agency_have_the_numbers_that_the_files_have()
    {
        var terminal = new Terminal();
        (await terminal.RunAsync("catalogue", "import", "--from", "onet", SharedData.Path("onet"))).ShouldBe(0);
        var recount = Recount(Lines("Skills.nav_roles.csv").Concat(Lines("Knowledge.nav_roles.csv")));
        recount.ShouldBe((Rows: 2856, LeftOut: 334, Expectations: 553, SumOfLevels: 1592, SumOfWeights: 2012));

        var sent = Sent(terminal);
        sent.Roles.Count.ShouldBe(21);
        sent.Competences.Count.ShouldBe(68);
        var expectations = sent.Profiles.SelectMany(profile => profile.Expectations).ToList();
        expectations.Count.ShouldBe(recount.Expectations);
        expectations.Sum(e => e.Level).ShouldBe(recount.SumOfLevels);
        expectations.Sum(e => e.Weight).ShouldBe(recount.SumOfWeights);
        terminal.Output.ShouldContain("21 roller, 68 kompetanser og 553 forventninger fra 1. januar 2022.");
        terminal.Output.ShouldContain("334 rader utelatt: merket Recommend Suppress eller Not Relevant");
        terminal.Error.ShouldContain("Bruker settet «nav_roles». Her er også: full. Velg med --set.");
    }

    [SharedDataFact("onet")]
    public async Task The_full_set_is_read_from_its_packed_files()
    {
        var terminal = new Terminal();
        string[] line = ["catalogue", "import", "--from", "onet", SharedData.Path("onet"), "--set", "full", "--dry-run"];
        (await terminal.RunAsync(line)).ShouldBe(0);
        var recount = Recount(Lines("Skills.full.csv.gz").Concat(Lines("Knowledge.full.csv.gz")));
        recount.Rows.ShouldBe(61110 + 57618);
        recount.Expectations.ShouldBe(18817);
        terminal.Output.ShouldContain("873 roller, 68 kompetanser og 18\u00A0817 forventninger fra");
        terminal.Output.ShouldContain("10\u00A0568 rader utelatt");
        terminal.Host.PartsReceived.ShouldBe(0);
    }

    [Fact]
    public async Task An_important_element_becomes_an_expectation_rounded_half_up()
    {
        using var folder = new TemporaryFolder()
            .With("Skills.csv", Header
                + Rating("2.A.1.a", "IM", "3") + Rating("2.A.1.a", "LV", "2.1")
                + Rating("2.A.1.b", "IM", "4.5") + Rating("2.A.1.b", "LV", "4.9")
                + Rating("2.A.1.c", "IM", "2.99") + Rating("2.A.1.c", "LV", "7")
                + Rating("2.B.1.a", "IM", "5") + Rating("2.B.1.a", "LV", "7"));
        var (competences, roles, profiles) = Sent(await ImportAsync(folder, "--valid-from", "2025-01-01"));
        roles.ShouldBe([new Role { Id = "onet-13-1071.00", NameNb = "Employment agent", NameEn = "Employment agent" }]);
        competences[0].ShouldBe(new Competence
        {
            Id = "onet-2.A.1.a",
            NameNb = "Element 2.A.1.a",
            NameEn = "Element 2.A.1.a",
            Kind = CompetenceKind.Skill,
            Area = "onet-content",
            SourceUri = "https://www.onetonline.org/find/descriptor/result/2.A.1.a",
        });
        profiles.Single().ShouldBe(new RoleProfile
        {
            RoleId = "onet-13-1071.00",
            ValidFrom = "2025-01-01",
            Expectations =
            {
                // 2.1 × 5 / 7 = 1.5 and 4.9 × 5 / 7 = 3.5: half is rounded up.
                new Expectation { CompetenceId = "onet-2.A.1.a", Level = 2, Weight = 3 },
                new Expectation { CompetenceId = "onet-2.A.1.b", Level = 4, Weight = 5 },
                new Expectation { CompetenceId = "onet-2.B.1.a", Level = 5, Weight = 5 },
            },
        });
    }

    [Fact]
    public async Task Flagged_rows_repeated_rows_and_missing_levels_are_left_out_and_counted()
    {
        using var folder = new TemporaryFolder()
            .With("Knowledge.x.csv", Header
                + Rating("2.C.1.a", "IM", "4", suppress: "Y") + Rating("2.C.1.a", "LV", "4")
                + Rating("2.C.1.b", "IM", "4") + Rating("2.C.1.b", "LV", "4", notRelevant: "Y")
                + Rating("2.C.1.c", "IM", "4") + Rating("2.C.1.c", "LV", "4") + Rating("2.C.1.c", "LV", "7"));
        var terminal = await ImportAsync(folder);
        var (competences, _, profiles) = Sent(terminal);
        competences.ShouldAllBe(competence => competence.Kind == CompetenceKind.Knowledge);
        profiles.Single().Expectations.ShouldBe([new Expectation { CompetenceId = "onet-2.C.1.c", Level = 3, Weight = 4 }]);
        terminal.Output.ShouldContain("7 rader lest");
        terminal.Output.ShouldContain("2 rader utelatt: merket");
        terminal.Output.ShouldContain("1 viktige vurderinger uten nivå");
        terminal.Output.ShouldContain("1 rader gjentatt: den første gjelder");
    }

    [Fact]
    public async Task A_folder_without_the_files_is_refused()
    {
        using var folder = new TemporaryFolder().With("x.csv", "x");
        var terminal = new Terminal();
        (await terminal.RunAsync("catalogue", "import", "--from", "onet", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldStartWith($"{folder.Path}: ingen av katalogens filer er her. De heter Skills*.csv[.gz], Knowledge*.csv[.gz]. [MISSING_FILE]");
    }

    [Fact]
    public async Task A_value_that_is_no_number_is_told_by_line_and_column()
    {
        using var folder = new TemporaryFolder().With("Skills.csv", Header + Rating("2.A.1.a", "IM", "mye"));
        var terminal = new Terminal();
        (await terminal.RunAsync("catalogue", "import", "--from", "onet", folder.Path)).ShouldBe(1);
        terminal.Error.ShouldContain("Skills.csv:2:7 (Data Value): «mye» er ikke et tall som 0.8. [BAD_NUMBER]");
        terminal.Host.PartsReceived.ShouldBe(0);
    }

    // The same numbers by another way: no CSV reader, no dictionaries of ours. Only titles are quoted, before the ratings.
    static (int Rows, int LeftOut, int Expectations, int SumOfLevels, int SumOfWeights) Recount(IEnumerable<string> lines)
    {
        var rows = lines.Select(Fields).ToList();
        var sound = rows.Where(row => row[^4] != "Y" && row[^3] != "Y").ToList();
        var expectations =
            (from importance in sound.Where(row => row[^11] == "IM" && Number(row[^9]) >= 3)
             join level in sound.Where(row => row[^11] == "LV") on (importance[0], importance[^13]) equals (level[0], level[^13])
             select (Level: Whole(Number(level[^9]) * 5 / 7), Weight: Whole(Number(importance[^9])))).ToList();
        return (rows.Count, rows.Count - sound.Count, expectations.Count, expectations.Sum(e => e.Level), expectations.Sum(e => e.Weight));
    }

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    static int Whole(decimal value) => (int)Math.Floor(value + 0.5m);

    // Columns from the right end: the title, with its quoted commas, is on the left.
    static string[] Fields(string line) => line.Split(',');

    static List<string> Lines(string file)
    {
        using Stream stream = File.OpenRead(Path.Combine(SharedData.Path("onet"), file));
        using var plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var reader = new StreamReader(plain);
        return [.. reader.ReadToEnd().Split('\n').Skip(1).Where(line => line.Length > 0)];
    }

    static string Rating(string element, string scale, string value, string suppress = "N", string notRelevant = "N") =>
        $"13-1071.00,Employment agent,{element},Element {element},{scale},x,{value},8,0,4,4,{suppress},{notRelevant},07/2015,Analyst\n";

    static async Task<Terminal> ImportAsync(TemporaryFolder folder, params string[] options)
    {
        var terminal = new Terminal();
        (await terminal.RunAsync(["catalogue", "import", "--from", "onet", folder.Path, .. options])).ShouldBe(0, terminal.Error);
        return terminal;
    }

    static (List<Competence> Competences, List<Role> Roles, List<RoleProfile> Profiles) Sent(Terminal terminal)
    {
        var sent = terminal.Host.Recorded.ShouldNotBeNull();
        return ([.. sent.SelectMany(p => p.Competences)], [.. sent.SelectMany(p => p.Roles)], [.. sent.SelectMany(p => p.RoleProfiles)]);
    }
}
