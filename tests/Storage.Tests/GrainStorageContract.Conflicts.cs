using Google.Protobuf.WellKnownTypes;
using Orleans;
using Orleans.Storage;
using Shouldly;
using Xunit;

namespace Kompetanse.Storage.Tests;

public abstract partial class GrainStorageContract
{
    [Fact]
    public async Task A_stale_ETag_writes_nothing()
    {
        await using var client = await OpenAsync();
        var current = await WriteAsync(client, Grain("anna"), Some("a"));
        var stale = new GrainState<BytesValue>(Some("stale"), current.ETag);
        current.State = Some("b");
        await client.Storage.WriteStateAsync(Journal, Grain("anna"), current);

        await ConflictsAsync(() => client.Storage.WriteStateAsync(Journal, Grain("anna"), stale));
        await ConflictsAsync(() => client.Storage.ClearStateAsync(Journal, Grain("anna"), stale));

        var read = await ReadAsync(client, Grain("anna"));
        (read.State, read.ETag).ShouldBe((Some("b"), current.ETag));
    }

    [Fact]
    public async Task What_is_there_is_not_written_or_cleared_by_who_has_not_read_it()
    {
        await using var client = await OpenAsync();
        var current = await WriteAsync(client, Grain("anna"), Some("a"));

        await ConflictsAsync(() => WriteAsync(client, Grain("anna"), Some("b")));
        await ConflictsAsync(() => client.Storage.ClearStateAsync(Journal, Grain("anna"), new GrainState<BytesValue>()));

        var read = await ReadAsync(client, Grain("anna"));
        (read.State, read.ETag).ShouldBe((Some("a"), current.ETag));
    }

    [Fact]
    public async Task What_was_cleared_is_not_there_and_can_be_written_again()
    {
        await using var client = await OpenAsync();
        var state = await WriteAsync(client, Grain("anna"), Some("a"));

        await client.Storage.ClearStateAsync(Journal, Grain("anna"), state);

        (state.State, state.ETag, state.RecordExists).ShouldBe((new BytesValue(), null, false));
        var read = await ReadAsync(client, Grain("anna"));
        (read.State, read.ETag, read.RecordExists).ShouldBe((new BytesValue(), null, false));

        state.State = Some("again");
        await client.Storage.WriteStateAsync(Journal, Grain("anna"), state);
        (await ReadAsync(client, Grain("anna"))).State.ShouldBe(Some("again"));
    }

    [Fact]
    public async Task An_ETag_from_before_a_clearing_is_never_right_again()
    {
        await using var client = await OpenAsync();
        var state = await WriteAsync(client, Grain("anna"), Some("a"));
        var old = state.ETag;
        await client.Storage.ClearStateAsync(Journal, Grain("anna"), state);

        await ConflictsAsync(() => WriteOldAsync("while it is cleared"));
        for (var i = 0; i < 3; i++)
        {
            state.State = Some($"{i}");
            await client.Storage.WriteStateAsync(Journal, Grain("anna"), state);
            await ConflictsAsync(() => WriteOldAsync("when it is there again"));
        }

        (await ReadAsync(client, Grain("anna"))).State.ShouldBe(Some("2"));

        Task WriteOldAsync(string text) =>
            client.Storage.WriteStateAsync(Journal, Grain("anna"), new GrainState<BytesValue>(Some(text), old));
    }

    [Fact]
    public async Task Clearing_what_was_never_written_changes_nothing()
    {
        await using var client = await OpenAsync();
        var state = await ReadAsync(client, Grain("nobody"));

        await client.Storage.ClearStateAsync(Journal, Grain("nobody"), state);

        (state.ETag, state.RecordExists).ShouldBe((null, false));
        await WriteAsync(client, Grain("nobody"), Some("a"));
    }

    [Fact]
    public async Task Of_two_clients_that_write_one_grain_exactly_one_wins_each_round()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        // The first round is a race of inserts.
        for (var round = 0; round < 25; round++)
        {
            var texts = new[] { $"{round} by the first", $"{round} by the second" };
            var states = new[] { await ReadAsync(first, Grain("anna")), await ReadAsync(second, Grain("anna")) };
            states[0].ETag.ShouldBe(states[1].ETag);

            var won = await Task.WhenAll(WinsAsync(first, states[0], texts[0]), WinsAsync(second, states[1], texts[1]));

            won.Count(one => one).ShouldBe(1);
            var winner = won[0] ? 0 : 1;
            var read = await ReadAsync(first, Grain("anna"));
            (read.State, read.ETag).ShouldBe((Some(texts[winner]), states[winner].ETag));
        }

        Task<bool> WinsAsync(StorageClient client, GrainState<BytesValue> state, string text) => Task.Run(async () =>
        {
            state.State = Some(text);
            return await IsWrittenAsync(() => client.Storage.WriteStateAsync(Journal, Grain("anna"), state));
        });
    }

    [Fact]
    public async Task Of_many_that_insert_one_grain_at_once_exactly_one_wins()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        var won = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(
            () => IsWrittenAsync(() => WriteAsync(number % 2 == 0 ? first : second, Grain("anna"), Some($"{number}"))))));

        won.Count(one => one).ShouldBe(1);
        (await ReadAsync(first, Grain("anna"))).State.ShouldBe(Some($"{Array.IndexOf(won, true)}"));
    }

    [Fact]
    public async Task No_update_of_many_writers_is_lost()
    {
        const int Writers = 6;
        const int Updates = 15;
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(async () =>
        {
            var storage = (number % 2 == 0 ? first : second).Storage;
            for (var left = Updates; left > 0;)
            {
                var state = new GrainState<Int64Value>();
                await storage.ReadStateAsync("count", Grain("anna"), state);
                state.State!.Value++;
                if (await IsWrittenAsync(() => storage.WriteStateAsync("count", Grain("anna"), state)))
                    left--;
            }
        })));

        var sum = new GrainState<Int64Value>();
        await first.Storage.ReadStateAsync("count", Grain("anna"), sum);
        sum.State!.Value.ShouldBe(Writers * Updates);
    }

    static async Task<bool> IsWrittenAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
