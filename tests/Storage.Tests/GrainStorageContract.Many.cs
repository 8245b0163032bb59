using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Orleans;
using Orleans.Runtime;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

public abstract partial class GrainStorageContract
{
    /// <summary>How many states a run of the property writes.</summary>
    static readonly Gen<int[]> SizesUpTo200Kilobytes =
        Gen.OneOf(Gen.Choose(0, 10), Gen.Choose(1_000, 5_000), Gen.Choose(60_000, 70_000), Gen.Choose(0, 200_000))
            .ArrayOf().Where(sizes => sizes.Length is > 0 and <= 8);

    /// <summary>Ids that a store might take for one another, or for something else than an id.</summary>
    public static TheoryData<string[]> Ids => new()
    {
        new[] { "a/b", "a\\b", "a//b", "a%2Fb", "a%252Fb", "a%5Cb", "a b", "a+b", "a%20b", "ab" },
        new[] { "a", "A", "a.", "a/", "/a", "./a", "../a", "x/../a", "a/..", "a?", "a#", "a#b", "a?b=c", "a&b", "a;b" },
        new[] { "blåbærsyltetøy", "blabarsyltetoy", "BLÅBÆRSYLTETØY", "å", "a\u030a", "日本", "Ωmega", "\U0001F600", "ß", "ss" },
        new[] { "'", "''", "\"", "%", "_", "*", "$1", "@GrainId", "--", "null", "{0}", "<a>", "|", ":", "~", "a\tb", "a\u00a0b" },
        new[] { new string('x', 500), new string('x', 499), new string('x', 498) + "y" },
        // An id of numbers, written in several ways.
        new[] { "1a", "01A", "1A", "0", "00", "1a+", "1a+b", "00000000000000000000000000000001" },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Ids_are_told_apart(string[] ids)
    {
        await using var client = await OpenAsync();
        GrainId[] grains =
        [
            .. ids.Select(id => Grain(id)),
            // Without an agency before it: the agency's own grain has its id for a key.
            .. ids.Select(id => GrainId.Create("agency" + _agency, id)),
        ];
        await Task.WhenAll(grains.Select(grain => WriteAsync(client, grain, Some(grain.ToString()))));

        await using var other = await OpenAsync();

        foreach (var grain in grains)
            (await ReadAsync(other, grain)).State.ShouldBe(Some(grain.ToString()));
    }

    [Fact]
    public async Task Names_of_states_and_types_of_grains_are_told_apart()
    {
        await using var client = await OpenAsync();
        (string Name, GrainId Grain)[] states =
        [
            ("journal", Grain("a")), ("keys", Grain("a")), ("journal.1", Grain("a")), ("Journal", Grain("a")),
            ("journal", Grain("a", "role")), ("journal-x", Grain("a", "y")), ("journal", Grain("a", "x-y")),
        ];
        await Task.WhenAll(states.Select(state => WriteAsync(client, state.Grain, Some($"{state}"), state.Name)));

        foreach (var state in states)
            (await ReadAsync(client, state.Grain, state.Name)).State.ShouldBe(Some($"{state}"));
    }

    [Fact]
    public async Task Whatever_is_written_and_written_again_is_read_back_byte_for_byte()
    {
        await using var client = await OpenAsync();
        await using var other = await OpenAsync();
        var run = 0;

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20),
            Prop.ForAll(SizesUpTo200Kilobytes.ToArbitrary(), sizes => HoldsAsync(Grain($"run-{++run}"), sizes)));

        async Task HoldsAsync(GrainId grain, int[] sizes)
        {
            var state = new GrainState<BytesValue>();
            foreach (var size in sizes)
            {
                var bytes = new byte[size];
                new Random(size).NextBytes(bytes);
                state.State = new BytesValue { Value = ByteString.CopyFrom(bytes) };
                await client.Storage.WriteStateAsync(Journal, grain, state);

                var read = await ReadAsync(other, grain);
                read.State!.Value.Span.SequenceEqual(bytes).ShouldBeTrue();
                read.ETag.ShouldBe(state.ETag);
            }
        }
    }

    [Fact]
    public async Task A_thousand_writes_at_once_all_land_and_those_that_conflict_fail_alone()
    {
        await using var client = await OpenAsync();
        var taken = Enumerable.Range(0, 1000).Where(number => number % 100 == 50).ToHashSet();
        foreach (var number in taken)
            await WriteAsync(client, Grain($"{number}"), Some("was here"));

        var landed = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => Task.Run(
            () => IsWrittenAsync(() => WriteAsync(client, Grain($"{number}"), Some($"{number}"))))));

        landed.Index().Where(one => !one.Item).Select(one => one.Index).ShouldBe(taken);
        await using var other = await OpenAsync();
        var read = await Task.WhenAll(Enumerable.Range(0, 1000).Select(number => ReadAsync(other, Grain($"{number}"))));
        read.Select(state => state.State!.Value.ToStringUtf8())
            .ShouldBe(Enumerable.Range(0, 1000).Select(number => taken.Contains(number) ? "was here" : $"{number}"));
    }
}
