using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

public sealed class PeriodTests
{
    const int Days = 40;
    static readonly DateOnly FirstDay = new(2028, 2, 10); // a leap year

    static readonly Gen<Period> WithinFortyDays =
        from start in Gen.Choose(0, Days - 2)
        from length in Gen.Choose(0, 12)
        select new Period(FirstDay.AddDays(start), length == 0 ? null : FirstDay.AddDays(start + length));

    [Fact]
    public void A_period_has_its_days_from_the_start_up_to_and_not_with_the_end() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(WithinFortyDays.ToArbitrary(), period =>
        {
            var day = FirstDay.AddDays(-1);
            for (; day < period.From; day = day.AddDays(1))
                period.Contains(day).ShouldBeFalse();
            for (; day != (period.To ?? FirstDay.AddDays(Days)); day = day.AddDays(1))
                period.Contains(day).ShouldBeTrue();
            period.Contains(day).ShouldBe(period.To is null);
        }));

    [Fact]
    public void Periods_overlap_when_they_share_a_day() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(WithinFortyDays.ToArbitrary(), WithinFortyDays.ToArbitrary(), (one, other) =>
        {
            var shareADay = Enumerable.Range(-1, Days + 20).Select(FirstDay.AddDays)
                .Any(day => one.Contains(day) && other.Contains(day));

            one.Overlaps(other).ShouldBe(shareADay);
            other.Overlaps(one).ShouldBe(shareADay);
        }));
}
