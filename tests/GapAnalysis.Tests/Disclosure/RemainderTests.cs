using Kompetanse.GapAnalysis.Disclosure;
using Shouldly;
using Xunit;

namespace Kompetanse.GapAnalysis.Tests.Disclosure;

/// <summary>Which parts of a shown row are hidden; also from one who knows the rule.</summary>
public sealed class RemainderTests
{
    [Fact]
    public void Parts_that_are_all_safe_are_all_shown() => HiddenOf((6, 6, 0), (5, 0, 5), (0, 20, 0)).ShouldBeEmpty();

    [Fact]
    public void A_small_part_hides_the_next_in_size_with_it() =>
        HiddenOf((2, 0, 0), (6, 5, 5), (10, 10, 10), (20, 20, 20), (30, 30, 30)).ShouldBe([0, 1, 2]);

    [Fact]
    public void Parts_of_nobody_are_no_secret_and_hide_nobody() => HiddenOf((0, 0, 0), (6, 6, 0), (0, 0, 0), (6, 6, 6)).ShouldBeEmpty();

    [Fact]
    public void A_part_is_hidden_when_any_of_its_numbers_is_about_fewer_than_five() =>
        HiddenOf((6, 4, 6), (6, 6, 6), (30, 30, 30), (31, 31, 31)).ShouldBe([0, 1]);

    [Fact]
    public void What_is_hidden_is_together_about_five_at_each_number()
    {
        // 2 + 2 unknown are 4: the next two go with them, who have 5 and 6.
        HiddenOf((9, 0, 2), (9, 0, 2), (20, 0, 5), (20, 0, 6), (30, 30, 30), (31, 31, 31)).ShouldBe([0, 1, 2, 3]);
    }

    [Fact]
    public void What_is_hidden_is_not_all_of_one_kind_unless_the_whole_is()
    {
        HiddenOf((2, 0, 0), (3, 0, 0), (4, 0, 0), (7, 0, 0), (9, 9, 9)).Count.ShouldBe(5);
        HiddenOf((2, 0, 0), (4, 0, 0), (4, 0, 0), (7, 0, 0), (9, 0, 0)).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void All_are_hidden_when_too_few_stand_beside_the_largest() => HiddenOf((1, 1, 0), (0, 2, 0), (20, 30, 0)).ShouldBe([0, 1, 2]);

    [Fact]
    public void A_few_people_with_many_positions_are_a_few_people()
    {
        var five = new Counts(5, 0, 0);
        new Group(five, five).IsSafe.ShouldBeTrue();
        new Group(five, new Counts(4, 0, 0)).IsSafe.ShouldBeFalse();
    }

    [Theory]
    [InlineData(3, 7)]
    [InlineData(1, 2, 9)]
    [InlineData(5, 6, 7)]
    [InlineData(7, 8, 12, 12)]
    [InlineData(1, 5, 10, 12)]
    [InlineData(2, 3, 6, 9)]
    [InlineData(5, 5, 5, 5, 5)]
    public void Whoever_knows_the_rule_and_the_sizes_is_left_with_several_possible_numbers_of_two_kinds(params int[] sizes) =>
        SeveralAreLeft(sizes, size => Enumerable.Range(0, size + 1).Select(met => new Counts(met, size - met, 0)));

    [Theory]
    [InlineData(2, 9)]
    [InlineData(5, 6, 7)]
    [InlineData(1, 6, 8)]
    [InlineData(5, 5, 5)]
    public void And_of_three_kinds(params int[] sizes) => SeveralAreLeft(sizes, size =>
        from met in Enumerable.Range(0, size + 1)
        from below in Enumerable.Range(0, size - met + 1)
        select new Counts(met, below, size - met - below));

    /// <summary>Goes through all agencies with parts of these sizes. Of those that show the same, no hidden number is the same in all.</summary>
    static void SeveralAreLeft(int[] sizes, Func<int, IEnumerable<Counts>> ways)
    {
        var seen = new Dictionary<string, (Group Whole, Group Hidden, HashSet<Counts>[] Of)>();
        foreach (var agency in Agencies(sizes, ways))
        {
            var parts = agency.ConvertAll(counts => new Group(counts, counts));
            var whole = parts.Aggregate((a, b) => a + b);
            var hidden = Remainder.Of([.. parts.Select((group, i) => new Remainder.Part($"{i}", group))]);
            if (!whole.IsSafe || !hidden.Contains(true))
            {
                continue;
            }

            var shown = string.Join(' ', agency.Select((counts, i) => hidden[i] ? "hidden" : $"{counts}").Prepend($"{whole}"));
            if (!seen.TryGetValue(shown, out var same))
            {
                var together = parts.Where((_, i) => hidden[i]).Aggregate((a, b) => a + b);
                together.IsSafe.ShouldBeTrue(shown);
                seen.Add(shown, same = (whole, together, [.. sizes.Select((_, i) => hidden[i] ? new HashSet<Counts>() : [])]));
            }

            for (var i = 0; i < hidden.Length; i++)
            {
                if (hidden[i])
                {
                    same.Of[i].Add(agency[i]);
                }
            }
        }

        seen.ShouldNotBeEmpty();
        foreach (var (shown, (whole, together, of)) in seen.Where(one => one.Value.Whole.Kinds > 1))
        {
            foreach (var possible in of.Where(possible => possible.Count > 0))
            {
                IsOpen(possible, together, counts => counts.Met).ShouldBeTrue(shown);
                IsOpen(possible, together, counts => counts.Below).ShouldBeTrue(shown);
                IsOpen(possible, together, counts => counts.Unknown).ShouldBeTrue(shown);
            }
        }
    }

    static bool IsOpen(HashSet<Counts> possible, Group together, Func<Counts, int> number) =>
        number(together.Positions) == 0 || possible.Select(number).Distinct().Count() > 1;

    static IEnumerable<List<Counts>> Agencies(int[] sizes, Func<int, IEnumerable<Counts>> ways) => sizes.Aggregate(
        (IEnumerable<List<Counts>>)[[]],
        (some, size) => some.SelectMany(before => ways(size).Select(counts => (List<Counts>)[.. before, counts])));

    static List<int> HiddenOf(params (int Met, int Below, int Unknown)[] parts)
    {
        var hidden = Remainder.Of([.. parts.Select((part, i) =>
        {
            var counts = new Counts(part.Met, part.Below, part.Unknown);
            return new Remainder.Part($"{i}", new Group(counts, counts));
        })]);
        return [.. Enumerable.Range(0, parts.Length).Where(i => hidden[i])];
    }
}
