using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Kompetanse.Platform.Journals;
using Kompetanse.Platform.Ledger;
using Kompetanse.Protos.Ledger.V1;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

/// <summary>The ledger of an agency, on each storage as it is.</summary>
public abstract partial class GrainStorageContract
{
    [Fact]
    public async Task A_ledger_is_read_back_by_another_silo_with_its_segments_and_keys()
    {
        await using var client = await OpenAsync();
        await using var writer = new GrainLedger(client.Storage);
        var head = LedgerHead.Empty;
        for (var number = 0; number < 20; number++)
        {
            head = await AppendAsync(writer, head, [Entry($"{number}")], new PersonKey($"person-{number}", new byte[PersonKey.Length]));
        }

        await using var other = await OpenAsync();
        await using var reader = new GrainLedger(other.Storage);

        (await ActorsAsync(reader, 0)).ShouldBe(Enumerable.Range(0, 20).Select(number => $"{number}"));
        (await ActorsAsync(reader, 13)).ShouldBe(Enumerable.Range(13, 7).Select(number => $"{number}"));
        (await reader.ReadKeysAsync(_agency, CancellationToken.None)).Count.ShouldBe(20);
        (await reader.VerifyAsync(_agency, CancellationToken.None)).ShouldBe(new LedgerVerification(20, head, Fault: null));
    }

    [Fact]
    public async Task Silos_that_append_at_once_lose_nothing_and_order_it_alike()
    {
        await using var client = await OpenAsync();
        await using var other = await OpenAsync();
        await using var one = new GrainLedger(client.Storage);
        await using var two = new GrainLedger(other.Storage);

        var acknowledged = await Task.WhenAll(AppendAllAsync(one, "a"), AppendAllAsync(two, "b"));

        var stored = await ActorsAsync(one, 0);
        stored.Order(StringComparer.Ordinal).ShouldBe(acknowledged.SelectMany(actors => actors).Order(StringComparer.Ordinal));
        (await ActorsAsync(two, 0)).ShouldBe(stored);
    }

    async Task<List<string>> AppendAllAsync(GrainLedger ledger, string name)
    {
        var (head, actors) = (LedgerHead.Empty, new List<string>());
        while (actors.Count < 10)
        {
            var actor = $"{name}{actors.Count}";
            if (await ledger.AppendAsync(_agency, head, [Entry(actor)], [], CancellationToken.None) is AppendResult.Appended appended)
            {
                head = appended.Head;
                actors.Add(actor);
                continue;
            }

            await foreach (var (entry, hash) in ledger.ReadAsync(_agency, head.Position, CancellationToken.None))
            {
                head = new LedgerHead(entry.Position, hash);
            }
        }

        return actors;
    }

    async Task<LedgerHead> AppendAsync(GrainLedger ledger, LedgerHead head, IReadOnlyList<Entry> entries, params IReadOnlyList<PersonKey> keys) =>
        (await ledger.AppendAsync(_agency, head, entries, keys, CancellationToken.None)).ShouldBeOfType<AppendResult.Appended>().Head;

    async Task<List<string>> ActorsAsync(GrainLedger ledger, long after) =>
        await ledger.ReadAsync(_agency, after, CancellationToken.None).Select(stored => stored.Entry.Actor).ToListAsync();

    /// <summary>Three of these, and a segment is closed.</summary>
    static Entry Entry(string actor)
    {
        var payload = new byte[25_000];
        new Random(actor.Sum(letter => letter)).NextBytes(payload);
        return new Entry
        {
            Actor = actor, RecordedAt = new Timestamp(), Command = "test",
            Events = { new Event { Name = "written.v1", Payload = ByteString.CopyFrom(payload) } },
        };
    }
}
