using System.Globalization;
using Kompetanse.Protos.Gap.V1;

namespace Kompetanse.GapAnalysis.Tests.UnitReports;

/// <summary>
/// Reports as lines of text, one a row, so that a difference is shown as the row it is in. Nine decimals: exact for all
/// that is made of shares, and no rounding hangs on the last bit of a mean.
/// </summary>
internal static class ReportLines
{
    /// <summary>Every line that is another than expected, numbers and order; none when the reports agree.</summary>
    public static List<string> Differences(UnitReport actual, SlowReport expected)
    {
        var (was, shouldBe) = (Of(actual), Of(expected));
        return
        [
            .. Enumerable.Range(0, Math.Max(was.Count, shouldBe.Count))
                .Select(i => (Was: was.ElementAtOrDefault(i), ShouldBe: shouldBe.ElementAtOrDefault(i)))
                .Where(line => line.Was != line.ShouldBe)
                .Select(line => $"should be: {line.ShouldBe ?? "nothing"}; was: {line.Was ?? "nothing"}"),
        ];
    }

    static List<string> Of(UnitReport report) =>
    [
        $"{report.UnitName} employees {report.Employees} positions {report.Positions} fte {Decimals(report.Fte)}",
        .. report.RoleRows.Select(row => Line($"{row.RoleId}/{row.CompetenceId}", row.RequiredMin, row.RequiredMax, row.Numbers)),
        .. report.CompetenceRows.Select(row => Line(row.CompetenceId, row.RequiredMin, row.RequiredMax, row.Numbers)),
        .. report.UnitNeedRows.Select(row =>
            $"{row.UnitId} {row.UnitName} needs {row.Needed} at {row.CompetenceId} {row.Level}: has {row.Have}, short {row.Short}, vulnerable {row.Vulnerable}"),
        .. report.AdaptationsToRenew
            .Select(one => $"renew {one.UnitId} {one.RoleId} {one.ValidFrom}: {Decimals(one.Unchanged)}")
            .Order(StringComparer.Ordinal),
    ];

    static List<string> Of(SlowReport report) =>
    [
        $"{report.UnitName} employees {report.Employees} positions {report.Positions} fte {Decimals(report.Fte)}",
        .. report.RoleRows.Select(row => Line($"{row.Role}/{row.Competence}", row)),
        .. report.CompetenceRows.Select(row => Line(row.Competence, row)),
        .. report.NeedRows.Select(row =>
            $"{row.Unit} {row.Name} needs {row.Needed} at {row.Competence} {row.Level}: has {row.Have}, short {row.Short}, vulnerable {row.Vulnerable}"),
        .. report.Renewals
            .Select(one => $"renew {one.Unit} {one.Role} {one.ValidFrom:yyyy-MM-dd}: {Decimals(one.Unchanged)}")
            .Order(StringComparer.Ordinal),
    ];

    static string Line(string of, int requiredMin, int requiredMax, Numbers numbers) => Line(
        of, requiredMin, requiredMax, numbers.Positions, Decimals(numbers.Fte), numbers.Met, numbers.Below, numbers.Unknown,
        numbers.SelfOnly, numbers.HasMeanLevel ? Decimals(numbers.MeanLevel) : "none", Decimals(numbers.Coverage),
        Decimals(numbers.WeightedGap), Decimals(numbers.GoalWeight), Decimals(numbers.Priority));

    static string Line(string of, SlowRow row) => Line(
        of, row.RequiredMin, row.RequiredMax, row.Numbers.Positions, Decimals(row.Numbers.Fte), row.Numbers.Met,
        row.Numbers.Below, row.Numbers.Unknown, row.Numbers.SelfOnly,
        row.Numbers.Mean is { } mean ? Decimals(mean) : "none", Decimals(row.Numbers.Coverage),
        Decimals(row.Numbers.WeightedGap), Decimals(row.Numbers.GoalWeight), Decimals(row.Numbers.Priority));

    static string Line(
        string of, int requiredMin, int requiredMax, int positions, string fte, int met, int below, int unknown,
        int selfOnly, string mean, string coverage, string gap, string goals, string priority) =>
        $"{of} required {requiredMin}–{requiredMax} positions {positions} fte {fte} met {met} below {below} "
        + $"unknown {unknown} self only {selfOnly} mean {mean} coverage {coverage} gap {gap} goals {goals} priority {priority}";

    static string Decimals(double value) => value.ToString("F9", CultureInfo.InvariantCulture);

    static string Decimals(decimal value) => value.ToString("F9", CultureInfo.InvariantCulture);
}
