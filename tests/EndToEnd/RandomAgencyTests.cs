using Kompetanse.EndToEnd.Agencies;
using Kompetanse.EndToEnd.Processes;
using Shouldly;
using Xunit;

namespace Kompetanse.EndToEnd;

/// <summary>
/// Random agencies, imported one after another into one host, each reported on several units, dates and bases: number
/// by number as an independent computation in SQL has it, from the same files.
/// </summary>
public sealed class RandomAgencyTests(SharedHost shared) : IClassFixture<SharedHost>
{
    const int Agencies = 20;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, Agencies).Select(seed => new object[] { seed });

    [Theory, MemberData(nameof(Seeds))]
    public async Task The_report_is_what_SQL_makes_of_the_same_files(int seed)
    {
        var agency = new RandomAgency(seed);
        using var folder = agency.Write();
        using var sql = new GapSql(folder.Path);
        (await Command.RunAsync(shared.Host, "import", folder.Path)).Succeeded();

        await Task.WhenAll(agency.Questions().ToList().Select(async question =>
        {
            string[] arguments = ["report", question.Unit, "--as-of", question.AsOf, "--basis", question.Basis, "--format", "csv"];
            var printed = (await Command.RunAsync(shared.Host, [.. arguments, .. question.OnlyUnit ? ["--only-unit"] : Array.Empty<string>()]))
                .Succeeded();
            printed.Split('\n')[1..^1].ShouldBe(sql.Rows(question), question.ToString());
        }));
    }

    [Fact]
    public void The_agencies_have_what_makes_a_report_hard()
    {
        var (rows, inForce, setAside, atTheLimit, differing, selfOnly) = (0, 0L, 0L, 0L, 0, 0);
        for (var seed = 1; seed <= Agencies; seed++)
        {
            var agency = new RandomAgency(seed);
            using var folder = agency.Write();
            using var sql = new GapSql(folder.Path);
            foreach (var question in agency.Questions())
            {
                var cells = sql.Rows(question).Select(row => row.Split(',')).ToList();
                rows += cells.Count;
                differing += cells.Count(row => row[2] != row[3]);
                selfOnly += cells.Count(row => row[9] != "0");
                var adaptations = sql.Adaptations(question);
                (inForce, setAside, atTheLimit) =
                    (inForce + adaptations.InForce, setAside + adaptations.SetAside, atTheLimit + adaptations.AtTheLimit);
            }
        }

        rows.ShouldBeGreaterThan(500);
        inForce.ShouldBeGreaterThan(50);
        setAside.ShouldBeGreaterThan(10);
        atTheLimit.ShouldBeGreaterThan(0);
        differing.ShouldBeGreaterThan(5);
        selfOnly.ShouldBeGreaterThan(50);
    }
}
