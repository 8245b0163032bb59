using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Kompetanse.Competence.Tests;

public sealed class ShareTests
{
    /// <summary>One to thirty shares in millionths, many of them round.</summary>
    static readonly Gen<int[]> SharesInMillionths =
        Gen.OneOf(Gen.Choose(1, Share.Whole), Gen.Choose(1, 20).Select(twentieths => twentieths * Share.Whole / 20))
            .NonEmptyListOf().Select(shares => shares.Take(30).ToArray());

    [Fact]
    public void Sums_are_exact_and_do_not_depend_on_the_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(SharesInMillionths.ToArbitrary(), millionths =>
        {
            var shares = millionths.Select(one => Share.From((double)(one / 1_000_000m))!.Value).ToList();

            shares.Sum(share => share.Millionths).ShouldBe(millionths.Sum());
            shares.OrderDescending().Sum(share => share.Millionths).ShouldBe(millionths.Sum());
            foreach (var (share, expected) in shares.Zip(millionths))
            {
                share.Millionths.ShouldBe(expected);
                Share.From(share.ToDouble()).ShouldBe(share);
                decimal.Parse(share.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected / 1_000_000m);
            }
        }));

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.000001)]
    [InlineData(1.000001)]
    [InlineData(0.0000001)]
    [InlineData(0.3333333)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.MaxValue)]
    public void Other_numbers_are_no_shares(double number) => Share.From(number).ShouldBeNull();

    [Fact]
    public void Ten_tenths_are_a_whole() =>
        Enumerable.Repeat(Share.From(0.1)!.Value, 10).Sum(share => share.Millionths).ShouldBe(Share.From(1)!.Value.Millionths);
}
