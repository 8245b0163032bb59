using Kompetanse.Protos.Assessment.V1;
using Kompetanse.Protos.Gap.V1;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>Reports on random agencies, held against the definition.</summary>
public sealed class GapReportPropertyTests(MemoryAgencies agencies, ITestOutputHelper output) : IClassFixture<MemoryAgencies>
{
    readonly Dictionary<string, int> _met = [];

    [Fact]
    public void Every_number_of_every_row_and_their_order_are_what_the_definition_says()
    {
        RandomAgency.Holds(400, HoldsAsync);

        // Random agencies that never came to these would prove little about them.
        foreach (var (what, times) in _met)
        {
            output.WriteLine($"{times} reports with {what}");
            times.ShouldBeGreaterThan(5, what);
        }
    }

    async Task HoldsAsync(RandomCase random)
    {
        var organisation = await agencies.RecordAsync(random.Agency);
        foreach (var question in random.Questions)
        {
            var report = await agencies.ReportAsync(organisation, question);

            ReportLines.Differences(report, SlowEvaluator.Evaluate(random.Agency, question)).ShouldBeEmpty(question.ToString());
            report.UnitId.ShouldBe(question.Unit);
            report.AsOf.ShouldBe(question.AsOf.ToString("yyyy-MM-dd"));
            report.Basis.ShouldBe(question.Basis == LevelBasis.Unspecified ? LevelBasis.Best : question.Basis);
            report.OnlyUnit.ShouldBe(question.OnlyUnit);
            Remember(random.Agency, question, report);
        }
    }

    void Remember(PlainAgency agency, Question question, UnitReport report)
    {
        var rows = report.RoleRows.Select(row => row.Numbers).ToList();
        Met("an adaptation set aside", report.AdaptationsToRenew.Count > 0);
        Met("adaptations that differ", report.RoleRows.Any(row => row.RequiredMin < row.RequiredMax));
        Met("met on a self-assessment alone", rows.Any(row => row.SelfOnly > 0 && question.Basis != LevelBasis.Self));
        Met("nothing known", rows.Any(row => !row.HasMeanLevel));
        Met("several positions that expect the same", rows.Sum(row => row.Positions) > report.CompetenceRows.Sum(row => row.Numbers.Positions));
        Met("a need met with none to spare", report.UnitNeedRows.Any(row => row.Have == row.Needed && row.Needed > 1));
        Met("equal priorities and gaps", rows.GroupBy(row => (row.Priority, row.WeightedGap)).Any(same => same.Count() > 1));
        Met("equal priorities and other gaps", rows.DistinctBy(row => (row.Priority, row.WeightedGap)).GroupBy(row => row.Priority).Any(same => same.Count() > 1));
        Met("goals that order", rows.Exists(row => row.Priority > 0));
        Met("a position that ends on the day", agency.Positions.Any(one => one.To == question.AsOf));
        Met("a verification that ends on the day", agency.Assessments.Any(one => one.ValidUntil == question.AsOf));
        Met("a version from the day", agency.Profiles.Any(one => one.ValidFrom == question.AsOf));
        Met("a unit that moves on the day", agency.Moves.Any(one => one.Day == question.AsOf));
        Met("another tree than today's", agency.Units.Any(unit =>
            SlowEvaluator.ParentOf(agency, unit.Id, question.AsOf) != SlowEvaluator.ParentOf(agency, unit.Id, DateOnly.MaxValue)));
        Met("a tie on one day", agency.Assessments
            .Where(one => one.Basis != Basis.Verified)
            .GroupBy(one => (one.Employee, one.Competence, one.Basis, one.Date))
            .Any(same => same.Count() > 1));
    }

    void Met(string what, bool now) => _met[what] = _met.GetValueOrDefault(what) + (now ? 1 : 0);
}
